/* The batch of an emergency: its rows, and how soon it is done. */
#include "engine/plan_emergency.h"

#include "base/num.h"
#include "cli/msg.h"
#include "model/codes.h"
#include "tools/people.h"
#include "tools/plan_more.h"

bool plan_emergency_match(struct frame *f, const char *filter,
			  struct arena *a, struct plan_match *match)
{
	struct plan_match_why why;

	if (plan_match_parse(span_of(filter), a, match, &why))
		return true;
	frame_usage(f, "--emergency: '" SPAN_F "' " SPAN_F, SPAN_A(why.part),
		    SPAN_A(why.text));
	return false;
}

struct told {
	const struct plan_view *v;
	const struct plan_emergency *e;
	struct arena *a;
};

static struct span node_name(const struct told *t)
{
	return t->e->bottleneck == PLAN_NONE ? SPAN_EMPTY :
	       t->v->s->question.nodes[t->e->bottleneck].name;
}

static void members(const struct told *t, struct json *j)
{
	if (!j)
		return;
	json_object(j, "emergency");
	json_u64(j, "installations", t->e->installations);
	json_u64(j, "left", t->e->left);
	json_string(j, "finish", t->e->last == PLAN_NONE ? SPAN_EMPTY :
		    plan_day(t->a, t->v->s->period[t->e->last].end - 1));
	json_u64(j, "periods", t->e->last == PLAN_NONE ?
		 t->v->s->periods : t->e->last + UINT64_C(1));
	json_bool(j, "proved", t->e->proved && t->e->last != PLAN_NONE);
	json_string(j, "bottleneck", node_name(t));
	json_end(j);
}

static struct span sentence(const struct told *t)
{
	const struct plan_problem *p = &t->v->s->question.problem;
	const struct plan_emergency *e = t->e;
	const struct span all = plan_grouped(t->a, e->installations);
	struct span text;

	if (e->last == PLAN_NONE)
		text = arena_printf(t->a, SPAN_F " of " SPAN_F
			" installations do not fit into the firmware "
			"capacity that the plan leaves",
			SPAN_A(plan_grouped(t->a, e->left)), SPAN_A(all));
	else
		text = arena_printf(t->a, SPAN_F " installations in %u %s: "
			"done by " SPAN_F ", in the capacity that the plan "
			"leaves%s", SPAN_A(all), e->last + 1,
			e->last ? "periods" : "period",
			SPAN_A(plan_day(t->a, p->period[e->last].end - 1)),
			e->proved ? "; no sooner (proved)" :
			"; one period sooner is not excluded");
	if (e->bottleneck == PLAN_NONE)
		return text;
	return arena_printf(t->a, SPAN_F "; bottleneck '" SPAN_F "'",
			    SPAN_A(text), SPAN_A(node_name(t)));
}

static void write_rows(const struct told *t, struct table_out *out)
{
	struct plan_view rows = *t->v;
	struct span cells[PLAN_OUT_COLUMNS];
	struct arena a = ARENA_INIT;

	rows.plan = &t->e->plan;
	rows.trials = NULL;
	for (size_t i = 0; i < rows.plan->rows.n; i++) {
		plan_view_fill(&rows, i, &a, cells);
		table_out_row(out, cells);
		arena_clear(&a);
	}
	arena_release(&a);
}

static int write_result(const struct told *t)
{
	struct frame *f = t->v->s->f;
	const bool people = frame_kind(f) == TABLE_TEXT_TABLE &&
			    !f->common->columns;
	struct table_out_options to;
	struct table_out table;
	struct out *out;

	if (!frame_table(f, &plan_format, &to))
		return PROG_USAGE;
	members(t, frame_summary(f));
	out = frame_out(f);
	if (people)
		people_line(out_sink(out), to.width, sentence(t));
	table_out_begin(&table, out_sink(out), &plan_format, &to);
	members(t, table_out_members(&table));
	write_rows(t, &table);
	table_out_end(&table);
	return frame_commit(f, out, t->e->left ? PROG_NO : PROG_OK);
}

int plan_emergency_run(const struct plan_view *v,
		       const struct plan_match *match)
{
	struct plan_session *s = v->s;
	struct arena a = ARENA_INIT;
	struct plan_emergency e;
	const struct told t = { v, &e, &a };
	const uint32_t *classes;
	const size_t n = plan_matching(&s->classes, match, &a, &classes);
	int status = PROG_INPUT;

	if (n == 0) {
		msg_error("--emergency: '" SPAN_F "' holds for no "
			  "installation of the plan [%s]",
			  SPAN_A(match->text), code_table[PLAN083].name);
		arena_release(&a);
		return PROG_INPUT;
	}
	plan_emergency_make(&s->question.problem, v->plan, classes, n, &e);
	if (e.uncovered != PLAN_NONE) {
		const struct plan_class *c = &s->classes.list[e.uncovered];

		msg_error("--emergency: no row of the capacity table of step "
			  "FIRMWARE holds for installations of '" SPAN_F
			  "' at '" SPAN_F "' [%s]",
			  SPAN_A(c->label[PLAN_SUPPLIER]),
			  SPAN_A(c->label[PLAN_SMSO]),
			  code_table[PLAN084].name);
	} else {
		if (frame_kind(s->f) != TABLE_TEXT_TABLE)
			msg_note(SPAN_F, SPAN_A(sentence(&t)));
		status = write_result(&t);
	}
	plan_emergency_release(&e);
	arena_release(&a);
	return status;
}
