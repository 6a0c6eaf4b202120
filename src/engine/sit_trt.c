/* Measured outcomes sorted by line, then by time: a line is a stretch. */
#include "engine/sit_trt.h"

#include <stdlib.h>

#include "engine/sit_report.h"

struct measured {
	const struct outcome *is;
	const struct outcome_case *which;
	struct span s1sp, mode;
	bool has_ms;
	uint64_t ms;
	uint32_t at;			/* in the results */
};

uint64_t trt_rank(const uint64_t *ms, uint64_t n, unsigned percent)
{
	const uint64_t whole = n / 100 * percent;
	const uint64_t part = (n % 100 * percent + 99) / 100;
	const uint64_t rank = whole + part;

	return ms[rank ? rank - 1 : 0];
}

static int compare_lines(const struct measured *a, const struct measured *b)
{
	int c = outcome_compare_services(a->which, b->which);

	if (!c)
		c = span_cmp(a->s1sp, b->s1sp);
	return c ? c : span_cmp(a->mode, b->mode);
}

/* Equal times keep the order of the results: the first is the worst. */
static int by_time(const void *pa, const void *pb)
{
	const struct measured *a = pa, *b = pb;

	if (a->has_ms != b->has_ms)
		return a->has_ms ? -1 : 1;
	if (a->ms != b->ms)
		return a->ms < b->ms ? -1 : 1;
	return a->at < b->at ? 1 : -1;
}

static int by_line(const void *pa, const void *pb)
{
	const struct measured *a = pa, *b = pb;
	const int c = compare_lines(a, b);

	return c ? c : by_time(a, b);
}

static void add_target(struct buf *list, struct span trt)
{
	struct span rest = buf_span(list), part;

	while (span_cut(&rest, ';', &part)) {
		if (span_eq(part, trt))
			return;
	}
	if (trt.n)
		buf_addf(list, "%s" SPAN_F, list->n ? ";" : "", SPAN_A(trt));
}

static void fill(const struct measured *m, size_t n, struct arena *a,
		 struct trt_line *line)
{
	static const unsigned percents[TRT_PERCENTILES] = { 50, 90, 95, 99 };
	VEC(uint64_t) ms = VEC_INIT;
	struct buf targets = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		line->measured++;
		line->in_trt += m[i].is->timing == VERDICT_IN_TRT;
		line->late += m[i].is->timing == VERDICT_TRT_LATE;
		add_target(&targets, m[i].is->row->cell[RESULT_TRT_MS]);
		if (!m[i].has_ms)
			continue;
		vec_push(&ms, m[i].ms);
		line->worst_ms = m[i].ms;
		line->worst_case = m[i].which->id;
	}
	line->timed = ms.n;
	for (unsigned k = 0; ms.n && k < TRT_PERCENTILES; k++)
		line->p[k] = trt_rank(ms.v, ms.n, percents[k]);
	line->targets = arena_span(a, buf_span(&targets));
	buf_release(&targets);
	vec_release(&ms);
}

void sit_trt(const struct outcomes *o, struct trt_report *r)
{
	VEC(struct measured) m = VEC_INIT;

	*r = (struct trt_report){ .arena = ARENA_INIT };
	for (uint32_t i = 0; i < o->v.n; i++) {
		const struct outcome *is = &o->v.v[i];
		const struct outcome_case *c = &o->cases.v[is->which];
		struct measured x = { .is = is, .which = c, .at = i };

		if (!is->ran || is->timing == VERDICT_TRT_NA)
			continue;
		x.s1sp = is->row->cell[RESULT_S1SP];
		x.mode = outcome_cell(o, c, RESULT_MODE);
		x.has_ms = outcome_ms(is, &x.ms);
		vec_push(&m, x);
	}
	if (m.n > 1)
		qsort(m.v, m.n, sizeof(*m.v), by_line);
	for (size_t i = 0, n; i < m.n; i += n) {
		struct trt_line *line = vec_add(&r->rows);

		n = 1;
		while (i + n < m.n && !compare_lines(&m.v[i], &m.v[i + n]))
			n++;
		line->srv = m.v[i].which->srv;
		line->s1sp = m.v[i].s1sp;
		line->mode = m.v[i].mode;
		fill(&m.v[i], n, &r->arena, line);
	}
	if (m.n > 1)
		qsort(m.v, m.n, sizeof(*m.v), by_time);
	fill(m.v, m.n, &r->arena, &r->all);
	vec_release(&m);
}

void trt_report_release(struct trt_report *r)
{
	vec_release(&r->rows);
	arena_release(&r->arena);
}
