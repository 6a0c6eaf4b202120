/* The line of an attempt: fields between tabs, in the order below, and a
 * full stop that says that none is missing. */
#include "model/attempt.h"

#include "base/num.h"

const char *verdict_name(enum verdict_kind kind)
{
	static const char *const names[VERDICTS] = {
		"PASS", "FAIL", "ERROR", "LATE", "BLOCKED", "SKIP",
		"NO_VERDICT" };

	return names[kind];
}

const char *verdict_timing_name(enum verdict_timing timing)
{
	static const char *const names[] = { "IN_TRT", "LATE", "NA" };

	return names[timing];
}

const char *attempt_state_name(enum attempt_state state)
{
	static const char *const names[ATTEMPT_STATES] = {
		"sent", "halfway", "waiting", "in doubt", "again", "over",
		"unsent" };

	return names[state];
}

bool attempt_state_named(struct span name, enum attempt_state *state)
{
	for (unsigned i = 0; i < ATTEMPT_STATES; i++) {
		if (!span_eq(name, span_of(attempt_state_name(i))))
			continue;
		*state = i;
		return true;
	}
	return false;
}

bool attempt_open(enum attempt_state state)
{
	return state != ATTEMPT_AGAIN && state != ATTEMPT_OVER;
}

/* ---- as a line ---- */

#define VERSION	1
enum { NUMBERS = 29, TEXTS = 10 };

static void numbers_of(const struct attempt *a, uint64_t n[NUMBERS])
{
	const struct verdict_seen *s = &a->seen;
	const uint64_t all[NUMBERS] = {
		VERSION, a->place, a->number, a->state, a->stage,
		a->has_id, a->id.originator, a->id.target, a->id.counter,
		(uint64_t)a->begun_ms, (uint64_t)a->sent_ms, a->has_due,
		(uint64_t)a->due_ms, (uint64_t)a->until_ms,
		(uint64_t)a->ended_ms,
		s->fate, s->has_ack, s->ack_ms, s->has_result, s->result_ms,
		s->result_unsuccessful, s->has_alert, s->uninvited,
		s->silence_over, s->over, s->waited_ms,
		a->verdict.verdict, a->verdict.timing, s->alert_ms };

	for (unsigned i = 0; i < NUMBERS; i++)
		n[i] = all[i];
}

static bool take_numbers(const uint64_t n[NUMBERS], struct attempt *a)
{
	if (n[0] != VERSION || n[1] > UINT32_MAX || n[2] > UINT32_MAX ||
	    n[3] >= ATTEMPT_STATES || n[4] > 2 ||
	    n[15] > VERDICT_IN_DOUBT || n[26] >= VERDICTS ||
	    n[27] > VERDICT_TRT_NA)
		return false;
	*a = (struct attempt){
		.place = (uint32_t)n[1], .number = (uint32_t)n[2],
		.state = (enum attempt_state)n[3], .stage = (unsigned)n[4],
		.has_id = n[5], .id = { n[6], n[7], n[8] },
		.begun_ms = (int64_t)n[9], .sent_ms = (int64_t)n[10],
		.has_due = n[11], .due_ms = (int64_t)n[12],
		.until_ms = (int64_t)n[13], .ended_ms = (int64_t)n[14],
		.seen = { .fate = (enum verdict_fate)n[15],
			  .has_ack = n[16], .ack_ms = n[17],
			  .has_result = n[18], .result_ms = n[19],
			  .result_unsuccessful = n[20], .has_alert = n[21],
			  .uninvited = n[22], .silence_over = n[23],
			  .over = n[24], .waited_ms = n[25],
			  .alert_ms = n[28] },
		.verdict = { .verdict = (enum verdict_kind)n[26],
			     .timing = (enum verdict_timing)n[27] },
	};
	return true;
}

static void texts_of(struct attempt *a, struct span *t[TEXTS])
{
	struct span *const all[TEXTS] = {
		&a->schedule, &a->seen.why, &a->seen.ack_code,
		&a->seen.ack_payload, &a->seen.result_code,
		&a->seen.result_payload, &a->seen.alert_code,
		&a->seen.alert_payload, &a->seen.bad_message,
		&a->verdict.reason };

	for (unsigned i = 0; i < TEXTS; i++)
		t[i] = all[i];
}

static void add_escaped(struct buf *out, struct span s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];

		if (c != '\t' && c != '\n' && c != '\\')
			continue;
		buf_add_bytes(out, s.p + from, i - from);
		buf_add_char(out, '\\');
		buf_add_char(out, c == '\t' ? 't' : c == '\n' ? 'n' : c);
		from = i + 1;
	}
	buf_add(out, span_from(s, from));
}

void attempt_keep(const struct attempt *a, struct buf *out)
{
	struct attempt copy = *a;
	struct span *texts[TEXTS];
	uint64_t numbers[NUMBERS];

	numbers_of(a, numbers);
	texts_of(&copy, texts);
	for (unsigned i = 0; i < NUMBERS; i++) {
		if (i)
			buf_add_char(out, '\t');
		buf_add_u64(out, numbers[i]);
	}
	for (unsigned i = 0; i < TEXTS; i++) {
		buf_add_char(out, '\t');
		add_escaped(out, *texts[i]);
	}
	buf_add(out, SPAN("\t."));
}

static bool unescaped(struct span field, struct arena *arena,
		      struct span *text)
{
	char *p = arena_alloc(arena, field.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < field.n; i++) {
		p[n] = field.p[i];
		if (p[n] == '\\') {
			if (++i == field.n)
				return false;
			p[n] = field.p[i] == 't' ? '\t' :
			       field.p[i] == 'n' ? '\n' : field.p[i];
		}
		n++;
	}
	p[n] = '\0';
	*text = span_make(p, n);
	return true;
}

bool attempt_restore(struct span text, struct arena *arena, struct attempt *a)
{
	struct span *texts[TEXTS];
	uint64_t numbers[NUMBERS];
	struct span field;

	for (unsigned i = 0; i < NUMBERS; i++) {
		if (!span_cut(&text, '\t', &field) ||
		    !num_parse(field, &numbers[i]))
			return false;
	}
	if (!take_numbers(numbers, a))
		return false;
	texts_of(a, texts);
	for (unsigned i = 0; i < TEXTS; i++) {
		if (!span_cut(&text, '\t', &field) ||
		    !unescaped(field, arena, texts[i]))
			return false;
	}
	return span_eq(text, SPAN("."));
}
