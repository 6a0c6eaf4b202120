/* Shares of every day, summed over periods, as nodes behind the others. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "engine/plan_shares_room.h"
#include "model/codes.h"

struct fair {
	const struct plan_fair_input *in;
	struct plan_question *q;
	struct sharing s;
	uint32_t *first_class;		/* by party: one of its classes */
	uint64_t floor;
	uint64_t *capacity;		/* party * periods + period */
	bool *any;			/* by period: somebody asked */
};

static int compare(const struct plan_class *a, const struct plan_class *b)
{
	const int order = span_cmp(a->label[PLAN_SUPPLIER],
				   b->label[PLAN_SUPPLIER]);

	return order ? order : span_cmp(a->label[PLAN_SMSO],
					b->label[PLAN_SMSO]);
}

static int compare_classes(const void *pa, const void *pb)
{
	return compare(*(const struct plan_class *const *)pa,
		       *(const struct plan_class *const *)pb);
}

static void learn(struct fair *f)
{
	const struct plan_classes *c = f->in->question->classes;
	const struct plan_class **order = mem_array(c->n + (size_t)1,
						    sizeof(*order));

	for (uint32_t i = 0; i < c->n; i++)
		order[i] = &c->list[i];
	qsort(order, c->n, sizeof(const struct plan_class *),
	      compare_classes);
	f->s.classes = c->n;
	f->s.party_of = mem_array(c->n + (size_t)1, sizeof(*f->s.party_of));
	f->first_class = mem_array(c->n + (size_t)1, sizeof(*f->first_class));
	for (uint32_t i = 0; i < c->n; i++) {
		const uint32_t at = (uint32_t)(order[i] - c->list);

		if (i == 0 || compare(order[i - 1], order[i]))
			f->first_class[f->s.parties++] = at;
		f->s.party_of[at] = f->s.parties - 1;
	}
	mem_free(order);
}

static int by_day(const void *pa, const void *pb)
{
	const struct asked *a = pa, *b = pb;

	if (a->row->date != b->row->date)
		return a->row->date < b->row->date ? -1 : 1;
	return a->party < b->party ? -1 : a->party > b->party;
}

static uint32_t party_of(struct fair *f, const struct plan_demand *row)
{
	struct plan_words *w = &f->in->question->classes->words;
	const uint32_t supplier = plan_word(w, row->supplier);
	const uint32_t smso = plan_word(w, row->smso);

	for (uint32_t i = 0; i < f->s.parties; i++) {
		const struct plan_class *c = &f->in->question->classes->list
						[f->first_class[i]];

		if (plan_word(w, c->label[PLAN_SUPPLIER]) == supplier &&
		    plan_word(w, c->label[PLAN_SMSO]) == smso)
			return i;
	}
	return PLAN_NONE;
}

static void take_demands(struct fair *f)
{
	const struct plan_demands *d = f->in->demands;

	f->s.asked = mem_array(d->rows.n + 1, sizeof(*f->s.asked));
	for (size_t i = 0; i < d->rows.n; i++) {
		const struct plan_demand *row = &d->rows.v[i];
		const uint32_t party = party_of(f, row);

		if (party == PLAN_NONE)
			code_find(f->in->diag, PLAN030, &(struct code_place){
				.file = d->file, .line = row->line,
				.column = "supplier",
				.value = &row->supplier },
				"has no installation to plan at '" SPAN_F
				"'", SPAN_A(row->smso));
		else
			f->s.asked[f->s.asked_n++] =
				(struct asked){ row, party };
	}
	qsort(f->s.asked, f->s.asked_n, sizeof(*f->s.asked), by_day);
}

/* Everybody asks for all it has that may migrate in the period. */
static bool ask_stock(struct fair *f, uint32_t period)
{
	const struct plan_classes *c = f->in->question->classes;
	uint64_t *stock = mem_array(f->s.parties + (size_t)1, sizeof(*stock));

	for (uint32_t i = 0; i < c->n; i++) {
		if (c->list[i].first <= period && period <= c->list[i].last)
			stock[f->s.party_of[i]] += c->list[i].count;
	}
	for (uint32_t i = 0; i < f->s.parties; i++)
		sharing_ask(&f->s, i, stock[i] < PLAN_COUNT_MAX ? stock[i] :
			    PLAN_COUNT_MAX, NULL, f->floor);
	mem_free(stock);
	return true;
}

static bool ask_rows(struct fair *f, int32_t day, size_t *at)
{
	struct sharing *s = &f->s;
	bool any = false;

	memset(s->demand, 0, s->parties * sizeof(*s->demand));
	memset(s->weight, 0, s->parties * sizeof(*s->weight));
	while (*at < s->asked_n && s->asked[*at].row->date < day)
		(*at)++;
	for (; *at < s->asked_n && s->asked[*at].row->date == day; (*at)++) {
		const struct plan_demand *r = s->asked[*at].row;

		sharing_ask(s, s->asked[*at].party, r->demand,
			    r->has_weight ? &r->weight : NULL, f->floor);
		any = true;
	}
	return any;
}

static void share_periods(struct fair *f)
{
	const struct plan_question_input *in = f->in->question;
	struct plan_pool_day *told = mem_array(f->s.pools.n + 1,
					       sizeof(*told));
	size_t at = 0;

	for (uint32_t t = 0; t < in->periods; t++) {
		for (int32_t day = in->period[t].start;
		     day < in->period[t].end; day++) {
			if (f->in->demands ? !ask_rows(f, day, &at) :
					     !ask_stock(f, t))
				continue;
			f->any[t] = true;
			sharing_day(&f->s, (uint32_t)
				    (day - in->period[0].start), f->floor,
				    told);
			for (uint32_t i = 0; i < f->s.parties; i++)
				f->capacity[(size_t)i * in->periods + t] +=
					f->s.demand[i];
		}
	}
	mem_free(told);
}

static void make_node(const struct fair *f, uint32_t party,
		      struct plan_node *to)
{
	const struct plan_question_input *in = f->in->question;
	const struct plan_class *c =
		&in->classes->list[f->first_class[party]];
	struct arena *a = &f->q->arena;
	uint64_t *capacity = arena_zero(a, in->periods, sizeof(*capacity));
	uint32_t *classes = arena_zero(a, in->classes->n + (size_t)1,
				       sizeof(*classes));
	size_t n = 0;

	for (uint32_t t = 0; t < in->periods; t++) {
		const uint64_t cap =
			f->capacity[(size_t)party * in->periods + t];

		capacity[t] = !f->any[t] ? PLAN_UNLIMITED :
			      cap < PLAN_COUNT_MAX ? cap : PLAN_COUNT_MAX;
	}
	for (uint32_t i = 0; i < in->classes->n; i++) {
		if (f->s.party_of[i] == party)
			classes[n++] = i;
	}
	*to = (struct plan_node){
		.name = arena_printf(a, "share of " SPAN_F " at " SPAN_F,
				     SPAN_A(c->label[PLAN_SUPPLIER]),
				     SPAN_A(c->label[PLAN_SMSO])),
		.kind = SPAN("supplier_smso"), .parent = PLAN_NONE,
		.step = PLAN_MIGRATE, .unit = PLAN_INSTALLATIONS,
		.capacity = capacity, .classes = classes, .class_count = n,
	};
}

static void add_nodes(const struct fair *f)
{
	struct plan_question *q = f->q;
	const uint32_t old = q->problem.nodes;
	const size_t all = (size_t)old + f->s.parties;
	struct plan_node *nodes = arena_zero(&q->arena, all + 1,
					     sizeof(*nodes));
	uint64_t *lines = arena_zero(&q->arena, all + 1, sizeof(*lines));

	if (old) {
		memcpy(nodes, q->nodes, old * sizeof(*nodes));
		memcpy(lines, q->node_line, old * sizeof(*lines));
	}
	for (uint32_t i = 0; i < f->s.parties; i++)
		make_node(f, i, &nodes[old + i]);
	q->nodes = nodes;
	q->node_line = lines;
	q->problem.node = nodes;
	q->problem.nodes = (uint32_t)all;
}

void plan_fair(const struct plan_fair_input *in, struct plan_question *q)
{
	const struct plan_question_input *of = in->question;
	const int32_t first = of->period[0].start;
	struct fair f = { .in = in, .q = q,
			  .floor = of->rules->number[PLAN_RULE_DMIN] };
	struct plan_question days;

	learn(&f);
	if (in->demands)
		take_demands(&f);
	sharing_days(of, first, (uint32_t)
		     (of->period[of->periods - 1].end - first), &days, NULL);
	f.s.node = days.nodes;
	f.s.nodes = days.problem.nodes;
	sharing_pools(&f.s);
	f.capacity = mem_array((size_t)f.s.parties * of->periods + 1,
			       sizeof(*f.capacity));
	f.any = mem_array(of->periods, sizeof(*f.any));
	share_periods(&f);
	add_nodes(&f);
	sharing_release(&f.s);
	plan_question_release(&days);
	mem_free(f.first_class);
	mem_free(f.capacity);
	mem_free(f.any);
}
