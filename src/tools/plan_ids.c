/* Twice over the inventory: ranks, then places. */
#include "tools/plan_ids.h"

#include <string.h>

#include "engine/count.h"
#include "engine/plan_assign.h"
#include "tools/plan_again.h"

enum pass { PASS_RANK, PASS_PLACE };

struct ids {
	const struct plan_view *v;
	struct plan_assign assign;
	enum pass pass;
	struct table_out *out;		/* of PASS_PLACE, or NULL */
	struct arena scratch;
	struct span wanted;		/* an id that is asked for */
	struct plan_found found;
	const struct plan_exclusion *excluded;	/* the one asked for */
	size_t piece;
	bool is_found;
};

int plan_ids_usage(const struct frame *f, const char *option, char **files,
		   int n)
{
	for (int i = 0; i < n; i++) {
		if (strcmp(files[i], "-") == 0)
			n = 0;
	}
	return n ? -1 : frame_usage(f, "%s reads the inventory more than "
				    "once; name its files", option);
}

/* Excluded by its id? By GT01 only its gas meter is. */
static const struct plan_exclusion *excluded(const struct ids *x,
					     struct span id)
{
	const struct plan_session *s = x->v->s;
	const uint32_t at = intern_find(&s->ids, id);
	const struct plan_exclusion *e;

	if (at == INTERN_NONE)
		return NULL;
	e = &s->tables.exclusions.v[s->exclusion_of.v[at]];
	return e->from <= s->known_on ? e : NULL;
}

static void put(struct ids *x, struct span id, enum plan_step step)
{
	const struct plan_session *s = x->v->s;
	const uint32_t t = x->found.period[step];

	if (t == PLAN_NONE)
		return;
	table_out_row(x->out, (const struct span[ASSIGN_COLUMNS]){
		id, s->classes.list[x->found.class_index].label[PLAN_CLASS],
		span_of(plan_step_name(step)),
		plan_day(&x->scratch, s->period[t].start) });
	arena_clear(&x->scratch);
}

static void place(struct ids *x, size_t piece, bool gas, struct span id,
		  uint64_t hash)
{
	plan_assign_find(&x->assign, piece, gas, hash, &x->found);
	if (x->wanted.n && span_eq(id, x->wanted)) {
		x->is_found = true;
		x->piece = piece;
	}
	if (!x->out || x->found.class_index == PLAN_NONE)
		return;
	put(x, id, PLAN_FIRMWARE);
	put(x, id, PLAN_MIGRATE);
}

/* Its kind is known from the first reading. */
static void visit(void *ctx, const struct plan_scan_row *row)
{
	struct ids *x = ctx;
	const struct plan_session *s = x->v->s;
	const struct span id = span_trim(row->id);
	const struct plan_exclusion *e = excluded(x, id);
	const bool gas = e && span_eq_nocase(e->code, SPAN("GT01"));
	const bool asked = x->wanted.n && span_eq(id, x->wanted);
	const size_t piece = s->row_of_kind[row->kind] * (size_t)2 +
			     (row->dormant > 0);

	if (e && !gas) {
		if (asked) {
			x->is_found = true;
			x->excluded = e;
			x->piece = piece;
		}
	} else if (x->pass == PASS_RANK) {
		plan_assign_add(&x->assign, piece, gas, row->hash);
	} else {
		place(x, piece, gas, id, row->hash);
	}
}

/* Is it one installation of the plan, and asked for in this pass? */
static bool is_visited(void *ctx, struct plan_scan_row *row)
{
	const struct ids *x = ctx;
	const struct span id = span_trim(row->id);

	return x->v->s->row_of_kind[row->kind] != COUNT_NO_ROW && id.n &&
	       row->active + row->dormant == 1 &&
	       (x->pass == PASS_RANK || !x->wanted.n ||
		span_eq(id, x->wanted));
}

static bool read_again(struct ids *x, enum pass pass)
{
	x->pass = pass;
	return plan_again(x->v->s, &(struct plan_scan_pass){
		is_visited, visit, x, false });
}

static bool rank(struct ids *x, const struct plan_view *v)
{
	struct plan_session *s = v->s;

	*x = (struct ids){ .v = v, .wanted = x->wanted };
	plan_assign_init(&x->assign, &s->question.problem, v->plan,
			 &s->classes);
	if (!read_again(x, PASS_RANK))
		return false;
	plan_assign_cut(&x->assign);
	return true;
}

static void ids_release(struct ids *x)
{
	plan_assign_release(&x->assign);
	arena_release(&x->scratch);
}

bool plan_ids_write(const struct plan_view *v, const char *path)
{
	struct ids x = { .wanted = SPAN_EMPTY };
	struct table_out t;
	struct out *out;
	bool ok = rank(&x, v);

	if (ok) {
		out = plan_view_open(v, path, &assign_format, &t);
		x.out = &t;
		ok = read_again(&x, PASS_PLACE);
		table_out_end(&t);
		if (!ok)
			out_discard(out);
		ok = ok && plan_view_close(v, out);
	}
	ids_release(&x);
	return ok;
}

/* ---- one of them --------------------------------------------------------- */

static void say(plan_reasons *to, uint32_t class_index, struct span rule,
		struct span text)
{
	vec_push(to, ((struct plan_reason){ class_index, rule, 1, text }));
}

static void say_place(const struct ids *x, struct arena *a, plan_reasons *to)
{
	const struct plan_problem *p = &x->v->s->question.problem;
	const struct plan_found *f = &x->found;
	const struct plan_class *c = &p->class_list[f->class_index];
	const uint32_t t = f->period[PLAN_MIGRATE];
	struct buf b = BUF_INIT;

	if (f->period[PLAN_FIRMWARE] != PLAN_NONE)
		buf_addf(&b, "firmware in " SPAN_F "; ", SPAN_A(
			plan_period_words(p, f->period[PLAN_FIRMWARE], a)));
	if (t == PLAN_NONE)
		buf_add(&b, SPAN("not attempted"));
	else
		buf_addf(&b, "first attempt in " SPAN_F,
			 SPAN_A(plan_period_words(p, t, a)));
	buf_addf(&b, "; number " SPAN_F " of " SPAN_F " in class " SPAN_F,
		 SPAN_A(plan_grouped(a, plan_assign_rank(&x->assign,
			f->class_index, plan_hash(x->wanted)) + 1)),
		 SPAN_A(plan_grouped(a, c->count)),
		 SPAN_A(c->label[PLAN_CLASS]));
	say(to, f->class_index, SPAN("plan"),
	    arena_span(a, buf_span(&b)));
	buf_release(&b);
}

static void say_residue(const struct ids *x, plan_reasons *to)
{
	const struct plan_classes *c = &x->v->s->classes;
	const struct plan_piece *p = &c->pieces.v[x->piece];

	if (x->excluded)
		say(to, PLAN_NONE, x->excluded->code,
		    SPAN("never: excluded by its id"));
	else if (p->residue != PLAN_NONE)
		say(to, PLAN_NONE, c->residue.v[p->residue].code,
		    c->residue.v[p->residue].text);
}

static bool find(struct ids *x, const struct plan_view *v)
{
	return !v->s->load.is_tally && rank(x, v) &&
	       read_again(x, PASS_PLACE) && x->is_found;
}

bool plan_ids_why(const struct plan_view *v, const char *id, struct arena *a,
		  plan_reasons *to)
{
	struct ids x = { .wanted = span_of(id) };
	const struct plan_why w = { &v->s->question.problem, &v->s->classes,
				    v->plan, v->usage };
	const bool ok = find(&x, v);

	if (ok && !x.excluded && x.found.class_index != PLAN_NONE) {
		say_place(&x, a, to);
		plan_why_class(&w, x.found.class_index, a, to);
	} else if (ok) {
		say_residue(&x, to);
	}
	if (!v->s->load.is_tally)
		ids_release(&x);
	return ok;
}
