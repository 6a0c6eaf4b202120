#include "engine/verdict.h"

#include "model/pattern.h"

struct judge {
	const struct testcase *c;
	const struct verdict_seen *s;
	struct arena *a;
	struct verdict *v;
};

/* True, for a rule that has decided. */
static bool decide(struct judge *j, enum verdict_kind kind,
		   struct span reason)
{
	j->v->verdict = kind;
	j->v->reason = reason;
	return true;
}

/* ---- the rules ---- */

static bool did_not_run(struct judge *j)
{
	switch (j->s->fate) {
	case VERDICT_LEFT_OUT:
		return decide(j, VERDICT_SKIP, arena_span(j->a, j->s->why));
	case VERDICT_NOT_REACHED:
		return decide(j, VERDICT_BLOCKED,
			      arena_span(j->a, j->s->why));
	case VERDICT_NOT_SENT:
		return decide(j, VERDICT_ERROR, arena_span(j->a, j->s->why));
	case VERDICT_IN_DOUBT:
		return decide(j, VERDICT_NO_VERDICT, SPAN("INDETERMINATE"));
	case VERDICT_RAN:
		break;
	}
	return false;
}

static bool not_believed(struct judge *j)
{
	return j->s->bad_message.n &&
	       decide(j, VERDICT_FAIL, arena_span(j->a, j->s->bad_message));
}

/* What came instead of a code that was expected. */
static bool wrong_code(struct judge *j, const char *what, struct span code,
		       struct span expected)
{
	return decide(j, VERDICT_FAIL, arena_printf(j->a, "%s " SPAN_F
		"; expected " SPAN_F, what, SPAN_A(code), SPAN_A(expected)));
}

/* Nothing came: for good, or so far. */
static bool missing(struct judge *j, const char *what)
{
	const struct verdict_seen *s = j->s;

	if (s->over && s->has_alert)
		return decide(j, VERDICT_FAIL, arena_printf(j->a, "alert "
			SPAN_F " instead of %s", SPAN_A(s->alert_code), what));
	if (s->over)
		return decide(j, VERDICT_FAIL, arena_printf(j->a,
			"%s never came", what));
	return decide(j, VERDICT_NO_VERDICT, arena_printf(j->a,
		"%s may still come", what));
}

static bool ack(struct judge *j)
{
	const struct verdict_seen *s = j->s;

	if (!j->c->expect_ack.n)
		return false;
	/* a result or alert that was waited for says that it was taken */
	if (!s->has_ack)
		return !(j->c->expect_code.n && s->has_result) &&
		       !(j->c->expect_alert.n && s->has_alert) &&
		       missing(j, "the acknowledgement");
	return !pattern_matches(j->c->expect_ack, s->ack_code) &&
	       wrong_code(j, "acknowledged with", s->ack_code,
			  j->c->expect_ack);
}

static bool result(struct judge *j)
{
	const struct verdict_seen *s = j->s;

	if (!j->c->expect_code.n)
		return false;
	if (!s->has_result)
		return missing(j, "the result");
	if (!pattern_matches(j->c->expect_code, s->result_code))
		return wrong_code(j, "result", s->result_code,
				  j->c->expect_code);
	return j->c->polarity == CASE_POSITIVE && s->result_unsuccessful &&
	       decide(j, VERDICT_FAIL, SPAN("the result says that the device "
					    "did not succeed"));
}

/* The element is that of the last answer that was waited for. */
static bool payload(struct judge *j)
{
	const struct verdict_seen *s = j->s;
	const struct span is = j->c->expect_code.n ? s->result_payload :
			       j->c->expect_ack.n ? s->ack_payload :
			       s->alert_payload;

	if (!j->c->expect_payload.n || span_eq(is, j->c->expect_payload))
		return false;
	return decide(j, VERDICT_FAIL, arena_printf(j->a, "holds '" SPAN_F
		"'; expected '" SPAN_F "'", SPAN_A(is),
		SPAN_A(j->c->expect_payload)));
}

static bool alert(struct judge *j)
{
	const struct verdict_seen *s = j->s;

	if (!j->c->expect_alert.n)
		return false;
	if (!s->has_alert)
		return missing(j, "the alert");
	return !pattern_matches(j->c->expect_alert, s->alert_code) &&
	       wrong_code(j, "alert", s->alert_code, j->c->expect_alert);
}

static bool silence(struct judge *j)
{
	if (!j->c->forbid_any_for_s)
		return false;
	if (j->s->uninvited)
		return decide(j, VERDICT_FAIL, arena_printf(j->a,
			"%llu message%s came where none was allowed",
			(unsigned long long)j->s->uninvited,
			j->s->uninvited == 1 ? "" : "s"));
	return !j->s->silence_over && !j->s->over &&
	       decide(j, VERDICT_NO_VERDICT, SPAN("silence is not over"));
}

/* ---- timing ---- */

/* Of the last answer that was waited for, or of the refusal that took its
 * place. False: it is not there. */
static bool measured(const struct judge *j, uint64_t *ms)
{
	const struct testcase *c = j->c;
	const struct verdict_seen *s = j->s;
	const bool later = c->expect_code.n || c->expect_alert.n;

	*ms = 0;
	if (s->has_ack && (!later || (c->expect_ack.n &&
	    !pattern_matches(c->expect_ack, s->ack_code)))) {
		*ms = s->ack_ms;
		return true;
	}
	if (c->expect_code.n)
		*ms = s->result_ms;
	if (c->expect_alert.n && s->alert_ms > *ms)
		*ms = s->alert_ms;
	return later && (!c->expect_code.n || s->has_result) &&
	       (!c->expect_alert.n || s->has_alert);
}

static enum verdict_timing timing(const struct judge *j)
{
	const struct testcase *c = j->c;
	uint64_t ms;

	if (!c->has_trt || j->s->fate != VERDICT_RAN)
		return VERDICT_TRT_NA;
	if (measured(j, &ms))
		return ms <= c->trt_ms ? VERDICT_IN_TRT : VERDICT_TRT_LATE;
	return j->s->waited_ms > c->trt_ms ? VERDICT_TRT_LATE :
					     VERDICT_TRT_NA;
}

void verdict_judge(const struct testcase *c, const struct verdict_seen *seen,
		   struct arena *a, struct verdict *v)
{
	struct judge j = { c, seen, a, v };

	*v = (struct verdict){ .reason = SPAN_EMPTY };
	v->timing = timing(&j);
	if (did_not_run(&j) || not_believed(&j) || ack(&j) || result(&j) ||
	    payload(&j) || alert(&j) || silence(&j))
		return;
	if (v->timing == VERDICT_TRT_LATE)
		decide(&j, VERDICT_LATE, SPAN("later than the target "
					      "response time"));
	else
		decide(&j, VERDICT_PASS, SPAN_EMPTY);
}
