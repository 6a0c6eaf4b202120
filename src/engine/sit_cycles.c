/* Outcomes sorted by cycle and day: a line is a stretch of them. */
#include "engine/sit_cycles.h"

#include <stdlib.h>

struct dated {
	const struct outcome *is;
	uint32_t order;			/* of its cycle */
	int32_t day;			/* DATE_NONE: was never sent */
};

static int by_day(const void *pa, const void *pb)
{
	const struct dated *a = pa, *b = pb;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return a->day < b->day ? -1 : a->day > b->day;
}

static int32_t day_of(const struct outcome *is)
{
	struct span text = is->row->cell[RESULT_SENT_AT];
	int32_t day;

	if (text.n > 10)
		text.n = 10;
	return date_parse(text, &day) ? day : DATE_NONE;
}

static void add(struct cycles_line *l, const struct outcome *is)
{
	if (!is->ran) {
		l->not_run++;
		return;
	}
	l->verdict[is->verdict]++;
	l->executed += is->verdict == VERDICT_PASS ||
		       is->verdict == VERDICT_FAIL ||
		       is->verdict == VERDICT_LATE;
	l->first_time += is->verdict != VERDICT_SKIP &&
			 is->first == VERDICT_PASS;
}

static void add_cycle(struct cycles_report *r, const struct outcome_cycle *c,
		      const struct dated *v, size_t n)
{
	struct cycles_line whole = { .cycle = c, .day = DATE_NONE,
				     .planned = n };

	for (size_t i = 0; i < n; i++) {
		struct cycles_line *last;

		add(&whole, v[i].is);
		if (v[i].day == DATE_NONE)
			continue;
		if (i == 0 || v[i].day != v[i - 1].day) {
			last = vec_add(&r->rows);
			last->cycle = c;
			last->day = v[i].day;
			last->planned = n;
		}
		last = &r->rows.v[r->rows.n - 1];
		add(last, v[i].is);
		last->executed_so_far = whole.executed;
		last->passed_so_far = whole.verdict[VERDICT_PASS];
	}
	whole.executed_so_far = whole.executed;
	whole.passed_so_far = whole.verdict[VERDICT_PASS];
	vec_push(&r->rows, whole);
}

void sit_cycles(const struct outcomes *o, struct cycles_report *r)
{
	VEC(struct dated) v = VEC_INIT;

	*r = (struct cycles_report){ VEC_INIT };
	for (size_t i = 0; i < o->v.n; i++) {
		const struct outcome *is = &o->v.v[i];

		vec_push(&v, ((struct dated){ is,
			o->cycles.v[is->cycle].order, day_of(is) }));
	}
	if (v.n > 1)
		qsort(v.v, v.n, sizeof(*v.v), by_day);
	for (size_t i = 0, n; i < v.n; i += n) {
		n = 1;
		while (i + n < v.n && v.v[i + n].order == v.v[i].order)
			n++;
		add_cycle(r, &o->cycles.v[v.v[i].is->cycle], &v.v[i], n);
	}
	vec_release(&v);
}

void cycles_report_release(struct cycles_report *r)
{
	vec_release(&r->rows);
}
