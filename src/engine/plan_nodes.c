/* Rows of the capacity table, grouped into nodes. Nodes are few (hundreds)
 * and days some thousand, so the sums are made day by day. */
#include "engine/plan_question.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/codes.h"

struct group {				/* rows of one node and step */
	struct span name;
	enum plan_step step;
	VEC(const struct plan_capacity *) rows;
	struct plan_test test;
	uint32_t parent;		/* group, or PLAN_NONE */
	const uint32_t *classes;
	size_t class_count;
	bool in_walk, walked;
};

struct nodes {
	const struct plan_question_input *in;
	struct plan_question *q;
	VEC(struct group) groups;
	bool lost;			/* a row has no name, or was not read */
	bool sound;			/* no row was rejected, no class lost */
};

static void find(const struct nodes *n, enum code code,
		 const struct plan_capacity *row, const char *column,
		 const struct span *value, const struct buf *text)
{
	code_find(n->in->diag, code, &(struct code_place){
		.file = n->in->tables->file[PLAN_TABLE_CAPACITY],
		.line = row->line, .column = column, .value = value },
		"%s", text->p);
}

#define FIND(n, code, row, column, value, ...) \
	do { \
		struct buf b_ = BUF_INIT; \
	\
		buf_addf(&b_, __VA_ARGS__); \
		find(n, code, row, column, value, &b_); \
		buf_release(&b_); \
	} while (0)

static int compare_groups(const struct group *a, const struct group *b)
{
	const int order = span_cmp(a->name, b->name);

	return order ? order : (int)a->step - (int)b->step;
}

static int compare_group_items(const void *a, const void *b)
{
	return compare_groups(a, b);
}

static int compare_rows(const void *pa, const void *pb)
{
	const struct plan_capacity *a = *(const struct plan_capacity *const *)
					pa;
	const struct plan_capacity *b = *(const struct plan_capacity *const *)
					pb;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

static void collect(struct nodes *n)
{
	const struct plan_tables *t = n->in->tables;

	for (size_t i = 0; i < t->capacity.n; i++) {
		const struct plan_capacity *row = &t->capacity.v[i];
		const struct group wanted = { .name = row->node,
					      .step = row->step };
		size_t g = 0;

		while (g < n->groups.n &&
		       compare_groups(&n->groups.v[g], &wanted))
			g++;
		if (g == n->groups.n) {
			vec_push(&n->groups, wanted);
			n->groups.v[g].parent = PLAN_NONE;
		}
		vec_push(&n->groups.v[g].rows, row);
	}
	if (n->groups.n)
		qsort(n->groups.v, n->groups.n, sizeof(*n->groups.v),
		      compare_group_items);
}

static bool same_match(struct nodes *n, const struct plan_capacity *a,
		       const struct plan_capacity *b)
{
	const struct plan_test ta = plan_test_make(&n->in->classes->words,
						   &a->match, &n->q->arena);
	const struct plan_test tb = plan_test_make(&n->in->classes->words,
						   &b->match, &n->q->arena);
	uint32_t found = 0;

	for (uint32_t i = 0; i < ta.n; i++) {
		for (uint32_t j = 0; j < tb.n; j++)
			found += ta.column[i] == tb.column[j] &&
				 ta.word[i] == tb.word[j];
	}
	return ta.n == tb.n && found == ta.n;
}

static void check_rows(struct nodes *n, struct group *g)
{
	const struct plan_capacity *first = g->rows.v[0];

	for (size_t i = 1; i < g->rows.n; i++) {
		const struct plan_capacity *row = g->rows.v[i];
		const char *column = NULL;
		struct span value = SPAN_EMPTY;

		if (!span_eq(row->parent, first->parent)) {
			column = "parent";
			value = row->parent;
		} else if (!span_eq(row->kind, first->kind)) {
			column = "kind";
			value = row->kind;
		} else if (row->unit != first->unit) {
			column = "unit";
			value = row->unit ? SPAN("meter") :
					    SPAN("installation");
		} else if (!same_match(n, row, first)) {
			column = "match";
			value = row->match.text;
		}
		if (column)
			FIND(n, PLAN017, row, column, &value, "is not what "
			     "line %llu says of node '" SPAN_F "'",
			     (unsigned long long)first->line,
			     SPAN_A(g->name));
	}
	qsort(g->rows.v, g->rows.n,
	      sizeof(const struct plan_capacity *), compare_rows);
	for (size_t i = 1; i < g->rows.n; i++) {
		const struct plan_capacity *a = g->rows.v[i - 1];
		const struct plan_capacity *b = g->rows.v[i];
		char day[DATE_TEXT];
		struct span value;

		if (a->to != DATE_NONE && a->to <= b->from)
			continue;
		value = span_of(date_text(b->from, day));
		FIND(n, PLAN016, b, "from", &value, "overlaps line %llu: "
		     "node '" SPAN_F "' has two capacities on one day",
		     (unsigned long long)a->line, SPAN_A(g->name));
	}
}

/* ---- the tree ---------------------------------------------------------- */

static void find_parent(struct nodes *n, struct group *g)
{
	const struct plan_capacity *row = g->rows.v[0];
	const char *why = "is no node of the capacity table";

	if (row->parent.n == 0)
		return;
	for (uint32_t i = 0; i < n->groups.n; i++) {
		if (!span_eq(n->groups.v[i].name, row->parent))
			continue;
		if (n->groups.v[i].step == g->step)
			g->parent = i;
		else
			why = "has no row for this step";
	}
	if (g->parent == PLAN_NONE && !n->lost)
		FIND(n, PLAN013, row, "parent", &row->parent, "%s", why);
}

static void say_cycle(struct nodes *n, uint32_t at)
{
	const struct group *g = &n->groups.v[at];
	struct buf path = BUF_INIT;
	uint32_t i = at;

	do {
		buf_addf(&path, "'" SPAN_F "' in ",
			 SPAN_A(n->groups.v[i].name));
		i = n->groups.v[i].parent;
	} while (i != at);
	FIND(n, PLAN014, g->rows.v[0], "parent", &g->rows.v[0]->parent,
	     "makes a cycle: %s'" SPAN_F "'", path.p, SPAN_A(g->name));
	buf_release(&path);
}

/* Follows the parents; the first node met twice is in the cycle, and loses
 * its parent, so that it is told once. */
static void find_cycle(struct nodes *n, uint32_t at)
{
	uint32_t i = at, again;

	while (i != PLAN_NONE && !n->groups.v[i].in_walk &&
	       !n->groups.v[i].walked) {
		n->groups.v[i].in_walk = true;
		i = n->groups.v[i].parent;
	}
	again = i != PLAN_NONE && n->groups.v[i].in_walk ? i : PLAN_NONE;
	for (i = at; i != PLAN_NONE && !n->groups.v[i].walked;
	     i = n->groups.v[i].parent) {
		n->groups.v[i].walked = true;
		n->groups.v[i].in_walk = false;
	}
	if (again != PLAN_NONE) {
		say_cycle(n, again);
		n->groups.v[again].parent = PLAN_NONE;
	}
}

static bool contains(const struct group *g, uint32_t class_index)
{
	size_t lo = 0, hi = g->class_count;

	while (lo < hi) {
		const size_t mid = lo + (hi - lo) / 2;

		if (g->classes[mid] < class_index)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < g->class_count && g->classes[lo] == class_index;
}

/* A value that the parent asks for and the child contradicts. */
static bool contradicts(const struct group *g, const struct group *parent)
{
	const struct plan_test a = g->test, b = parent->test;

	for (uint32_t i = 0; i < a.n; i++) {
		for (uint32_t j = 0; j < b.n; j++) {
			if (a.column[i] == b.column[j] &&
			    a.word[i] != b.word[j])
				return true;
		}
	}
	return false;
}

static void check_below(struct nodes *n, const struct group *g)
{
	const struct plan_capacity *row = g->rows.v[0];
	const struct group *parent;

	if (g->parent == PLAN_NONE)
		return;
	parent = &n->groups.v[g->parent];
	if (row->broken || parent->rows.v[0]->broken)
		return;
	if (contradicts(g, parent)) {
		FIND(n, PLAN018, row, "match", &row->match.text,
		     "contradicts '" SPAN_F "' of its parent '" SPAN_F "'",
		     SPAN_A(parent->rows.v[0]->match.text),
		     SPAN_A(parent->name));
		return;
	}
	for (size_t i = 0; n->sound && i < g->class_count; i++) {
		const struct plan_class *c =
			&n->in->classes->list[g->classes[i]];

		/* What is not eligible has no S1SP yet. */
		if (!n->in->classes->facts[g->classes[i]].eligibility ||
		    contains(parent, g->classes[i]))
			continue;
		FIND(n, PLAN018, row, "match", &row->match.text,
		     "holds for installations of '" SPAN_F "' at '" SPAN_F
		     "', and '" SPAN_F "' of its parent '" SPAN_F "' does not",
		     SPAN_A(c->label[PLAN_SUPPLIER]),
		     SPAN_A(c->label[PLAN_SMSO]),
		     SPAN_A(parent->rows.v[0]->match.text),
		     SPAN_A(parent->name));
		return;
	}
}

/* ---- capacity by period ------------------------------------------------ */

static uint64_t factor_on(const struct nodes *n, struct span node,
			  int32_t day)
{
	const struct plan_tables *t = n->in->tables;
	uint64_t factor = PLAN_FACTOR_SCALE;

	for (size_t i = 0; i < t->calendar.n; i++) {
		const struct plan_calendar *c = &t->calendar.v[i];

		if (c->date != day)
			continue;
		if (c->node.n == 0)
			factor = c->factor;
		else if (span_eq(c->node, node))
			return c->factor;
	}
	return factor;
}

/* Which days the calendar speaks of at all. */
static bool *calendar_days(const struct nodes *n)
{
	const struct plan_question_input *in = n->in;
	const int32_t start = in->period[0].start;
	const int32_t end = in->period[in->periods - 1].end;
	bool *named = mem_array((size_t)(end - start), sizeof(*named));

	for (size_t i = 0; i < in->tables->calendar.n; i++) {
		const int32_t day = in->tables->calendar.v[i].date;

		if (day >= start && day < end)
			named[day - start] = true;
	}
	return named;
}

static const struct plan_capacity *row_on(const struct group *g, int32_t day)
{
	for (size_t i = 0; i < g->rows.n; i++) {
		const struct plan_capacity *row = g->rows.v[i];

		if ((row->from == DATE_NONE || row->from <= day) &&
		    (row->to == DATE_NONE || day < row->to))
			return row;
	}
	return NULL;
}

static uint64_t capacity_of(const struct nodes *n, const struct group *g,
			    const struct plan_period *p, const bool *named)
{
	const int32_t start = n->in->period[0].start;
	plan_fixed sum = 0;

	for (int32_t day = p->start; day < p->end; day++) {
		const struct plan_capacity *row = row_on(g, day);
		const uint64_t factor = named[day - start] ?
			factor_on(n, g->name, day) : PLAN_FACTOR_SCALE;

		if (!row || factor == 0)
			continue;
		if (row->per_day == PLAN_NO_LIMIT)
			return PLAN_UNLIMITED;
		sum += (plan_fixed)row->per_day * factor;
	}
	sum /= (plan_fixed)PLAN_PER_DAY_SCALE * PLAN_FACTOR_SCALE;
	return sum > (plan_fixed)PLAN_COUNT_MAX ? PLAN_COUNT_MAX :
						  (uint64_t)sum;
}

static bool is_node(const struct nodes *n, struct span name)
{
	for (size_t i = 0; i < n->groups.n; i++) {
		if (span_eq(n->groups.v[i].name, name))
			return true;
	}
	return false;
}

static void check_calendar(const struct nodes *n)
{
	const struct plan_tables *t = n->in->tables;

	for (size_t i = 0; i < t->calendar.n; i++) {
		const struct plan_calendar *c = &t->calendar.v[i];
		struct code_place at = {
			.file = t->file[PLAN_TABLE_CALENDAR],
			.line = c->line, .column = "node", .value = &c->node,
		};

		if (c->node.n && !n->lost && !is_node(n, c->node))
			code_find(n->in->diag, PLAN013, &at,
				  "is no node of the capacity table");
		at.column = NULL;
		at.value = NULL;
		for (size_t j = 0; j < i; j++) {
			if (t->calendar.v[j].date != c->date ||
			    !span_eq(t->calendar.v[j].node, c->node))
				continue;
			code_find(n->in->diag, PLAN025, &at, "the row speaks "
				  "of the same day as line %llu",
				  (unsigned long long)t->calendar.v[j].line);
			break;
		}
	}
}

/* ---- what no node holds ------------------------------------------------ */

static bool covered(const struct nodes *n, uint32_t class_index)
{
	for (size_t i = 0; i < n->groups.n; i++) {
		if (n->groups.v[i].step == PLAN_MIGRATE &&
		    contains(&n->groups.v[i], class_index))
			return true;
	}
	return false;
}

/* Told once for a supplier at an SMSO. */
static void check_cover(const struct nodes *n)
{
	const struct plan_classes *c = n->in->classes;
	struct intern told = INTERN_INIT;
	uint64_t *count = mem_array(c->n + 1, sizeof(*count));
	const struct plan_class **first = mem_array(c->n + 1,
						    sizeof(*first));
	struct buf key = BUF_INIT;

	for (uint32_t i = 0; i < c->n; i++) {
		const struct plan_class *k = &c->list[i];
		bool fresh;
		uint32_t at;

		if (k->first > k->last || covered(n, i))
			continue;
		buf_clear(&key);
		buf_addf(&key, SPAN_F "%c" SPAN_F,
			 SPAN_A(k->label[PLAN_SUPPLIER]), 31,
			 SPAN_A(k->label[PLAN_SMSO]));
		at = intern_put(&told, buf_span(&key), &fresh);
		if (fresh)
			first[at] = k;
		count[at] += k->count;
	}
	for (uint32_t i = 0; i < told.count; i++)
		code_find(n->in->diag, PLAN020, &(struct code_place){
			.file = n->in->tables->file[PLAN_TABLE_CAPACITY],
			.column = "match" }, "no row holds for %llu "
			"installations of '" SPAN_F "' at '" SPAN_F "'",
			(unsigned long long)count[i],
			SPAN_A(first[i]->label[PLAN_SUPPLIER]),
			SPAN_A(first[i]->label[PLAN_SMSO]));
	mem_free(count);
	mem_free(first);
	buf_release(&key);
	intern_release(&told);
}

static bool of_supplier(const struct group *g)
{
	const struct span kind = g->rows.v[0]->kind;

	return span_eq(kind, SPAN("supplier")) ||
	       span_eq(kind, SPAN("supplier_smso"));
}

/* Where some suppliers have a node, one that has none at all may have been
 * forgotten. */
static void check_suppliers(const struct nodes *n)
{
	const struct plan_classes *c = n->in->classes;
	struct intern names = INTERN_INIT;
	bool *has = mem_array(c->n + (size_t)1, sizeof(*has));
	bool any = false;

	for (uint32_t i = 0; i < c->n; i++) {
		const uint32_t at = intern_put(&names,
			c->list[i].label[PLAN_SUPPLIER], NULL);
		bool held = c->list[i].first > c->list[i].last &&
			    !c->facts[i].eligibility;

		for (size_t j = 0; !held && j < n->groups.n; j++) {
			held = of_supplier(&n->groups.v[j]) &&
			       contains(&n->groups.v[j], i);
			any = any || held;
		}
		has[at] = has[at] || held;
	}
	for (uint32_t i = 0; any && i < names.count; i++) {
		const struct span name = intern_get(&names, i);

		if (!has[i])
			code_find(n->in->diag, PLAN021, &(struct code_place){
				.file = n->in->tables->file
					[PLAN_TABLE_CAPACITY],
				.column = "match", .value = &name },
				"has no row of kind supplier or "
				"supplier_smso, and others have");
	}
	mem_free(has);
	intern_release(&names);
}

static void check_units(const struct nodes *n)
{
	for (size_t i = 0; !n->in->has_unit && i < n->groups.n; i++) {
		const struct plan_capacity *row = n->groups.v[i].rows.v[0];
		const struct span unit = SPAN("meter");

		if (row->unit != PLAN_METERS)
			continue;
		FIND(n, PLAN026, row, "unit", &unit, "counts meters, and the "
		     "inventory counts installations; --unit says which the "
		     "plan counts");
		return;
	}
}

static void check_met(const struct nodes *n, const struct group *g)
{
	const struct plan_capacity *row = g->rows.v[0];

	if (g->class_count == 0 && n->in->classes->n && n->sound)
		FIND(n, PLAN030, row, NULL, NULL, "node '" SPAN_F
		     "' holds for no installation", SPAN_A(g->name));
}

/* ---- the nodes --------------------------------------------------------- */

static void make_node(struct nodes *n, const struct group *g,
		      const bool *named, struct plan_node *to)
{
	const struct plan_question_input *in = n->in;
	uint64_t *capacity = arena_zero(&n->q->arena, in->periods,
					sizeof(*capacity));

	for (uint32_t t = 0; t < in->periods; t++)
		capacity[t] = capacity_of(n, g, &in->period[t], named);
	*to = (struct plan_node){
		.name = g->name, .kind = g->rows.v[0]->kind,
		.parent = g->parent, .step = g->step,
		.unit = g->rows.v[0]->unit, .capacity = capacity,
		.classes = g->classes, .class_count = g->class_count,
	};
}

static void check_all(struct nodes *n)
{
	for (uint32_t i = 0; i < n->groups.n; i++) {
		struct group *g = &n->groups.v[i];

		check_rows(n, g);
		g->test = plan_test_make(&n->in->classes->words,
					 &g->rows.v[0]->match, &n->q->arena);
		g->class_count = plan_matching(n->in->classes,
			&g->rows.v[0]->match, &n->q->arena, &g->classes);
		find_parent(n, g);
		check_met(n, g);
	}
	for (uint32_t i = 0; i < n->groups.n; i++)
		find_cycle(n, i);
	for (uint32_t i = 0; i < n->groups.n; i++)
		check_below(n, &n->groups.v[i]);
	check_calendar(n);
	if (n->sound) {
		check_cover(n);
		check_suppliers(n);
	}
	check_units(n);
}

void plan_nodes_make(const struct plan_question_input *in,
		     struct plan_question *q)
{
	struct nodes n = { .in = in, .q = q };
	uint64_t *lines;
	bool *named;

	n.sound = in->sound && !in->tables->unsound[PLAN_TABLE_CAPACITY];
	n.lost = in->tables->unsound[PLAN_TABLE_CAPACITY];
	for (size_t i = 0; i < in->tables->capacity.n; i++)
		n.lost = n.lost && !in->tables->capacity.v[i].broken;
	collect(&n);
	check_all(&n);
	named = calendar_days(&n);
	q->nodes = arena_zero(&q->arena, n.groups.n + 1, sizeof(*q->nodes));
	lines = arena_zero(&q->arena, n.groups.n + 1, sizeof(*lines));
	for (size_t i = 0; i < n.groups.n; i++) {
		make_node(&n, &n.groups.v[i], named, &q->nodes[i]);
		lines[i] = n.groups.v[i].rows.v[0]->line;
		vec_release(&n.groups.v[i].rows);
	}
	q->node_line = lines;
	q->problem.nodes = (uint32_t)n.groups.n;
	mem_free(named);
	vec_release(&n.groups);
}
