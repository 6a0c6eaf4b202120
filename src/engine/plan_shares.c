/* Parties and pools by number; a day at a time. */
#include "engine/plan_shares.h"

#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/mem.h"
#include "engine/plan_share.h"
#include "engine/plan_shares_room.h"
#include "model/codes.h"

/* ---- parties ----------------------------------------------------------- */

static int by_party(const void *pa, const void *pb)
{
	const struct plan_demand *a = *(const struct plan_demand *const *)pa;
	const struct plan_demand *b = *(const struct plan_demand *const *)pb;
	int order = span_cmp(a->supplier, b->supplier);

	order = order ? order : span_cmp(a->smso, b->smso);
	if (order)
		return order;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

static int by_day(const void *pa, const void *pb)
{
	const struct asked *a = pa, *b = pb;

	if (a->row->date != b->row->date)
		return a->row->date < b->row->date ? -1 : 1;
	return a->party < b->party ? -1 : a->party > b->party;
}

static bool same_party(const struct plan_demand *a,
		       const struct plan_demand *b)
{
	return span_eq(a->supplier, b->supplier) && span_eq(a->smso, b->smso);
}

static struct code_place place(const struct plan_shares_input *in,
			       const struct plan_demand *row,
			       const char *column)
{
	return (struct code_place){ .file = in->demands->file,
				    .line = row->line, .column = column };
}

/* Rule R11: above 150 % of the running average. */
static void check_forecast(const struct plan_shares_input *in,
			   const struct plan_demand *row, uint64_t days,
			   plan_fixed before, struct arena *a)
{
	struct code_place at = place(in, row, "demand");
	const plan_fixed now = (plan_fixed)row->demand * (int64_t)days;
	struct span value;

	if (days == 0 || now * 100 <= before * PLAN_FORECAST_PERCENT)
		return;
	value = arena_printf(a, "%llu", (unsigned long long)row->demand);
	at.value = &value;
	code_find(in->diag, PLAN080, &at, "is more than %u %% of what '" SPAN_F
		  "' asked for at '" SPAN_F "' on average before: %llu a day",
		  PLAN_FORECAST_PERCENT, SPAN_A(row->supplier),
		  SPAN_A(row->smso),
		  (unsigned long long)(before / (int64_t)days));
}

static void learn_parties(const struct plan_shares_input *in,
			  struct sharing *s, struct arena *a)
{
	const size_t n = in->demands->rows.n;
	const struct plan_demand **rows = mem_array(n + 1, sizeof(*rows));
	plan_fixed sum = 0;
	uint64_t days = 0;

	for (size_t i = 0; i < n; i++)
		rows[i] = &in->demands->rows.v[i];
	qsort(rows, n, sizeof(const struct plan_demand *), by_party);
	s->asked = mem_array(n + 1, sizeof(*s->asked));
	for (size_t i = 0; i < n; i++) {
		const struct plan_demand *row = rows[i];

		if (i == 0 || !same_party(row, rows[i - 1])) {
			s->parties++;
			sum = 0;
			days = 0;
		} else if (row->date == rows[i - 1]->date) {
			const struct code_place at = place(in, row, NULL);

			code_find(in->diag, PLAN025, &at, "'" SPAN_F "' asks "
				  "for the same day at '" SPAN_F
				  "' in line %llu", SPAN_A(row->supplier),
				  SPAN_A(row->smso),
				  (unsigned long long)rows[i - 1]->line);
		}
		check_forecast(in, row, days, sum, a);
		sum += row->demand;
		days++;
		s->asked[i] = (struct asked){ row, s->parties - 1 };
	}
	s->asked_n = n;
	qsort(s->asked, n, sizeof(*s->asked), by_day);
	mem_free(rows);
}

/* ---- pools ------------------------------------------------------------- */

static uint32_t depth_of(const struct sharing *s, uint32_t node)
{
	uint32_t depth = 0;

	while (s->node[node].parent != PLAN_NONE && depth < s->nodes) {
		node = s->node[node].parent;
		depth++;
	}
	return depth;
}

static int by_depth(const void *pa, const void *pb)
{
	const struct pool *a = pa, *b = pb;

	if (a->depth != b->depth)
		return a->depth > b->depth ? -1 : 1;
	return a->node < b->node ? -1 : a->node > b->node;
}

/* The parties of a node; none if it parts one of them. */
static bool whole_parties(const struct sharing *s, const struct plan_node *n,
			  const uint32_t *classes_of, uint32_t *met,
			  struct pool *to)
{
	memset(met, 0, s->parties * sizeof(*met));
	for (size_t i = 0; i < n->class_count; i++)
		met[s->party_of[n->classes[i]]]++;
	to->party = mem_array(s->parties + (size_t)1, sizeof(*to->party));
	for (uint32_t i = 0; i < s->parties; i++) {
		if (met[i] && met[i] != classes_of[i]) {
			mem_free(to->party);
			return false;
		}
		if (met[i])
			to->party[to->parties++] = i;
	}
	return true;
}

void sharing_pools(struct sharing *s)
{
	uint32_t *classes_of = mem_array(s->parties + (size_t)1,
					 sizeof(*classes_of));
	uint32_t *met = mem_array(s->parties + (size_t)1, sizeof(*met));

	for (uint32_t c = 0; c < s->classes; c++)
		classes_of[s->party_of[c]]++;
	for (uint32_t n = 0; n < s->nodes; n++) {
		const struct plan_node *node = &s->node[n];
		struct pool p = { .node = n };

		if (node->step != PLAN_MIGRATE || node->class_count == 0 ||
		    node->unit != PLAN_INSTALLATIONS ||
		    !whole_parties(s, node, classes_of, met, &p))
			continue;
		p.depth = depth_of(s, n);
		vec_push(&s->pools, p);
	}
	if (s->pools.n)
		qsort(s->pools.v, s->pools.n, sizeof(*s->pools.v), by_depth);
	s->demand = mem_array(s->parties + (size_t)1, sizeof(*s->demand));
	s->weight = mem_array(s->parties + (size_t)1, sizeof(*s->weight));
	s->room = mem_array(s->parties + (size_t)1, sizeof(*s->room));
	mem_free(classes_of);
	mem_free(met);
}

void sharing_ask(struct sharing *s, uint32_t party, uint64_t demand,
		 const uint64_t *weight, uint64_t floor)
{
	s->demand[party] = demand;
	s->weight[party] = weight ? *weight :
			   demand > floor ? demand - floor : 0;
}

void sharing_day(struct sharing *s, uint32_t day, uint64_t floor,
		 struct plan_pool_day *told)
{
	for (size_t i = 0; i < s->pools.n; i++) {
		const struct pool *p = &s->pools.v[i];
		struct plan_pool_day *t = &told[i];

		*t = (struct plan_pool_day){
			.node = s->node[p->node].name,
			.capacity = s->node[p->node].capacity[day] };
		for (uint32_t j = 0; j < p->parties; j++) {
			const uint64_t asks = s->demand[p->party[j]];

			s->room[j] = (struct plan_party){
				asks, s->weight[p->party[j]], asks };
			t->asked += asks;
			t->floors += asks < floor ? asks : floor;
		}
		if (t->capacity != PLAN_UNLIMITED)
			plan_share(s->room, p->parties, t->capacity, floor);
		for (uint32_t j = 0; j < p->parties; j++) {
			s->demand[p->party[j]] = s->room[j].share;
			t->shared += s->room[j].share;
		}
	}
}

void sharing_release(struct sharing *s)
{
	for (size_t i = 0; i < s->pools.n; i++)
		mem_free(s->pools.v[i].party);
	vec_release(&s->pools);
	mem_free(s->asked);
	mem_free(s->party_of);
	mem_free(s->demand);
	mem_free(s->weight);
	mem_free(s->room);
}

/* ---- from tables ------------------------------------------------------- */

static bool tells_parties(const struct plan_capacity *row)
{
	for (uint32_t i = 0; i < row->match.n; i++) {
		if (row->match.column[i] != RFI_SUPPLIER &&
		    row->match.column[i] != RFI_SMSO)
			return false;
	}
	return row->step == PLAN_MIGRATE;
}

/* The row of a node that demands do not tell apart; NULL: it is kept. */
static const struct plan_capacity *left_out(const struct plan_tables *t,
					    struct span node)
{
	for (size_t i = 0; i < t->capacity.n; i++) {
		const struct plan_capacity *row = &t->capacity.v[i];

		if (row->step == PLAN_MIGRATE && span_eq(row->node, node))
			return tells_parties(row) ? NULL : row;
	}
	return NULL;
}

static void keep_tables(const struct plan_tables *t, struct plan_tables *to)
{
	plan_tables_init(to);
	memcpy(to->file, t->file, sizeof(to->file));
	for (size_t i = 0; i < t->capacity.n; i++) {
		struct plan_capacity row = t->capacity.v[i];
		const struct plan_capacity *up;

		if (!tells_parties(&row))
			continue;
		for (size_t steps = 0; steps <= t->capacity.n &&
		     (up = left_out(t, row.parent)); steps++)
			row.parent = up->parent;
		vec_push(&to->capacity, row);
	}
	for (size_t i = 0; i < t->calendar.n; i++) {
		const struct plan_calendar *c = &t->calendar.v[i];
		bool dropped = false;

		for (size_t j = 0; j < t->capacity.n; j++)
			dropped = dropped ||
				  (!tells_parties(&t->capacity.v[j]) &&
				   span_eq(t->capacity.v[j].node, c->node));
		if (!dropped)
			vec_push(&to->calendar, *c);
	}
	for (size_t i = 0; i < t->policy.n; i++) {
		if (t->policy.v[i].rule == PLAN_RULE_DMIN)
			vec_push(&to->policy, t->policy.v[i]);
	}
}

/* A class for each party: what the engine's nodes hold. */
static void party_classes(struct sharing *s, struct plan_classes *c,
			  uint32_t days)
{
	struct arena *a = &c->arena;

	c->n = s->parties;
	c->list = arena_zero(a, s->parties + (size_t)1, sizeof(*c->list));
	c->facts = arena_zero(a, s->parties + (size_t)1, sizeof(*c->facts));
	s->party_of = mem_array(s->parties + (size_t)1, sizeof(*s->party_of));
	s->classes = s->parties;
	for (size_t i = 0; i < s->asked_n; i++) {
		const struct asked *q = &s->asked[i];
		struct plan_class *k = &c->list[q->party];
		uint32_t *ids;

		k->count += q->row->demand;
		if (k->last)
			continue;
		for (unsigned l = 0; l < PLAN_LABELS; l++)
			k->label[l] = SPAN_EMPTY;
		k->label[PLAN_SUPPLIER] = q->row->supplier;
		k->label[PLAN_SMSO] = q->row->smso;
		k->last = days;
		ids = arena_alloc(a, PLAN_COL_COUNT * sizeof(*ids));
		for (unsigned l = 0; l < PLAN_COL_COUNT; l++)
			ids[l] = PLAN_WORD_BLANK;
		ids[RFI_SUPPLIER] = plan_word(&c->words, q->row->supplier);
		ids[RFI_SMSO] = plan_word(&c->words, q->row->smso);
		c->facts[q->party].ids = ids;
		s->party_of[q->party] = q->party;
	}
}

static void only_errors(struct diag *from, struct diag *to)
{
	for (size_t i = 0; i < from->found.n; i++) {
		if (from->found.v[i].severity == DIAG_ERROR)
			diag_add(to, &from->found.v[i]);
	}
	diag_release(from);
}

void sharing_days(const struct plan_question_input *of, int32_t first,
		  uint32_t days, struct plan_question *q, struct diag *to)
{
	struct plan_question_input in = *of;
	struct plan_period *period = mem_array(days + (size_t)1,
					       sizeof(*period));
	struct diag told = DIAG_INIT;

	for (uint32_t i = 0; i < days; i++)
		period[i] = (struct plan_period){ first + (int32_t)i,
						  first + (int32_t)i + 1 };
	in.period = period;
	in.periods = days;
	in.diag = &told;
	memset(q, 0, sizeof(*q));
	plan_nodes_make(&in, q);
	if (to)
		only_errors(&told, to);
	else
		diag_release(&told);
	mem_free(period);
}

static uint64_t floor_on(const struct plan_shares_input *in,
			 const struct plan_tables *kept, int32_t day)
{
	struct diag told = DIAG_INIT;
	struct plan_rules rules;

	plan_rules_make(kept, in->known_on == DATE_NONE ? day : in->known_on,
			day, true, &told, &rules);
	diag_release(&told);
	return rules.number[PLAN_RULE_DMIN];
}

static void share_days(const struct plan_shares_input *in,
		       const struct plan_tables *kept, struct sharing *s,
		       struct plan_shares *to)
{
	const int32_t first = s->asked[0].row->date;
	struct plan_pool_day *told = mem_array(s->pools.n + 1, sizeof(*told));
	size_t i = 0;

	while (i < s->asked_n) {
		const int32_t day = s->asked[i].row->date;
		const uint64_t floor = floor_on(in, kept, day);
		const size_t from = i;

		memset(s->demand, 0, s->parties * sizeof(*s->demand));
		memset(s->weight, 0, s->parties * sizeof(*s->weight));
		for (; i < s->asked_n && s->asked[i].row->date == day; i++) {
			const struct plan_demand *r = s->asked[i].row;

			sharing_ask(s, s->asked[i].party, r->demand,
				    r->has_weight ? &r->weight : NULL, floor);
		}
		sharing_day(s, (uint32_t)(day - first), floor, told);
		for (size_t j = from; j < i; j++) {
			to->row[j] = s->asked[j].row;
			to->share[j] = s->demand[s->asked[j].party];
		}
		for (size_t j = 0; j < s->pools.n; j++) {
			told[j].date = day;
			if (told[j].asked)
				vec_push(&to->pools, told[j]);
		}
	}
	mem_free(told);
}

static void make(const struct plan_shares_input *in, struct sharing *s,
		 struct plan_shares *to)
{
	const int32_t first = s->asked[0].row->date;
	const uint32_t days = (uint32_t)
		(s->asked[s->asked_n - 1].row->date - first) + 1;
	struct plan_classes classes = { .arena = ARENA_INIT,
					.words = PLAN_WORDS_INIT };
	struct plan_question_input nodes = { .has_unit = in->has_unit,
					     .sound = true };
	struct plan_question q;
	struct plan_tables kept;

	keep_tables(in->tables, &kept);
	party_classes(s, &classes, days);
	nodes.tables = &kept;
	nodes.classes = &classes;
	sharing_days(&nodes, first, days, &q, in->diag);
	s->node = q.nodes;
	s->nodes = q.problem.nodes;
	sharing_pools(s);
	share_days(in, &kept, s, to);
	for (size_t i = 0; i < to->pools.n; i++)
		to->pools.v[i].node = arena_span(&to->arena,
						 to->pools.v[i].node);
	plan_question_release(&q);
	plan_words_release(&classes.words);
	arena_release(&classes.arena);
	plan_tables_release(&kept);
}

void plan_shares_init(struct plan_shares *s)
{
	memset(s, 0, sizeof(*s));
}

bool plan_shares_make(const struct plan_shares_input *in,
		      struct plan_shares *to)
{
	const uint64_t errors = in->diag->count[DIAG_ERROR];
	struct sharing s = { 0 };

	learn_parties(in, &s, &to->arena);
	to->n = s.asked_n;
	to->row = arena_zero(&to->arena, to->n + 1, sizeof(*to->row));
	to->share = arena_zero(&to->arena, to->n + 1, sizeof(*to->share));
	if (s.asked_n && s.asked[s.asked_n - 1].row->date -
	    s.asked[0].row->date > PLAN_DAYS_MAX) {
		const struct code_place at = place(in,
			s.asked[s.asked_n - 1].row, "date");

		code_find(in->diag, PLAN037, &at, "the demands span more than "
			  "%d days", PLAN_DAYS_MAX);
	} else if (s.asked_n && in->diag->count[DIAG_ERROR] == errors) {
		make(in, &s, to);
	}
	sharing_release(&s);
	return in->diag->count[DIAG_ERROR] == errors;
}

void plan_shares_release(struct plan_shares *s)
{
	vec_release(&s->pools);
	arena_release(&s->arena);
}
