/* The matrix as rows, one a cell; and as a page with a column for each
 * combination. */
#include "base/num.h"
#include "engine/sit_matrix.h"
#include "model/sit_views.h"
#include "tools/people.h"
#include "tools/sitrun_views.h"

static void counts(const struct matrix_cell *c, struct arena *a,
		   struct span *cells)
{
	const struct outcome_rates *r = &c->rates;
	const struct {
		enum matrix_column column;
		uint64_t n;
	} numbers[] = {
		{ MATRIX_COL_PLANNED, r->cases },
		{ MATRIX_COL_PASSED, r->verdict[VERDICT_PASS] },
		{ MATRIX_COL_FIRST_TIME, r->first_time },
		{ MATRIX_COL_FAILED, r->verdict[VERDICT_FAIL] },
		{ MATRIX_COL_ERRORS, r->verdict[VERDICT_ERROR] },
		{ MATRIX_COL_LATE, r->verdict[VERDICT_LATE] },
		{ MATRIX_COL_BLOCKED, r->verdict[VERDICT_BLOCKED] },
		{ MATRIX_COL_SKIPPED, r->verdict[VERDICT_SKIP] },
		{ MATRIX_COL_NO_VERDICT, r->verdict[VERDICT_NO_VERDICT] },
		{ MATRIX_COL_VOIDED, c->voided },
		{ MATRIX_COL_NOT_RUN, r->not_run },
		{ MATRIX_COL_ATTEMPTS, r->attempts },
	};

	for (unsigned i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		cells[numbers[i].column] = sitrun_view_number(a,
							      numbers[i].n);
}

static void fill(const struct matrix_cell *c, struct arena *a,
		 struct span cells[MATRIX_COLUMNS])
{
	const struct srv *srv = srv_find(c->srv);

	cells[MATRIX_COL_SRV] = c->srv;
	cells[MATRIX_COL_NAME] = srv ? span_of(srv->name) : SPAN_EMPTY;
	cells[MATRIX_COL_PPC_ID] = c->ppc_id;
	cells[MATRIX_COL_INSTALLATION_TYPE] = c->installation;
	cells[MATRIX_COL_DEVICE_TYPE] = c->device_type;
	cells[MATRIX_COL_STATE] = span_of(matrix_state_name(c->state));
	counts(c, a, cells);
	cells[MATRIX_COL_CYCLES] = c->cycles;
	for (unsigned d = 0; d < DEVICES; d++)
		cells[MATRIX_COL_CH_FW_VERSION + d] = c->firmware[d];
	cells[MATRIX_COL_ISSUE_IDS] = c->issues;
	cells[MATRIX_COL_REQUIREMENTS] = c->requirements;
	cells[MATRIX_COL_CASE_ID] = c->case_id;
}

static void totals(const struct sitrun_views *v, struct json *j,
		   const struct matrix *m)
{
	if (!j)
		return;
	sitrun_view_totals(v, j, &m->rates);
	json_object(j, "cover");
	json_u64(j, "void", m->voided);
	json_u64(j, "uncovered", m->uncovered);
	json_u64(j, "orphans", m->orphans);
	json_end(j);
}

static int rows(struct sitrun_views *v, const struct matrix *m, int status)
{
	struct span cells[MATRIX_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &sit_matrix_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &sit_matrix_format, &to);
	totals(v, table_out_members(&t), m);
	for (size_t i = 0; i < m->cells.n; i++) {
		fill(&m->cells.v[i], &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(v->f, out, status);
}

/* ---- the page ---- */

/* "10/12 F": passed of planned, and the worst that is among them. */
static struct span cell_text(const struct matrix_cell *c, struct arena *a)
{
	static const char *const marks[MATRIX_STATES] = {
		[MATRIX_FAIL] = " F", [MATRIX_ERROR] = " E",
		[MATRIX_BLOCKED] = " B", [MATRIX_NO_VERDICT] = " N",
		[MATRIX_LATE] = " L", [MATRIX_VOID] = " V",
		[MATRIX_NOT_RUN] = " -", [MATRIX_PASS] = "",
		[MATRIX_SKIP] = " S", [MATRIX_UNCOVERED] = " ?",
		[MATRIX_ORPHAN] = " O" };

	if (c->state == MATRIX_UNCOVERED)
		return SPAN("?");
	return arena_printf(a, "%llu/%llu%s", (unsigned long long)
		c->rates.verdict[VERDICT_PASS],
		(unsigned long long)c->rates.cases, marks[c->state]);
}

static size_t column_of(const struct matrix *m, struct span ppc_id)
{
	size_t i = 0;

	while (!span_eq(m->combinations.v[i].ppc_id, ppc_id))
		i++;
	return i;
}

static struct span name_of(const struct matrix_cell *c)
{
	const struct srv *srv = srv_find(c->srv);

	return srv ? span_of(srv->name) : SPAN_EMPTY;
}

/* Has the service no case anywhere? */
static bool nowhere(const struct matrix_cell *c)
{
	return c->state == MATRIX_UNCOVERED && !c->ppc_id.n;
}

/* Without facets a line of cells is all of one service. */
static void table(const struct matrix *m, bool facets, struct sink *sink,
		  const struct table_out_options *to, struct arena *a)
{
	const size_t lead = facets ? 4 : 2;
	const size_t n = lead + m->combinations.n;
	struct span *cells = arena_zero(a, n, sizeof(*cells));
	struct text_table *t = text_table_new();
	const struct matrix_cell *line = NULL;

	text_table_column(t, "SRV", TEXT_TABLE_KEEP);
	text_table_column(t, "service", TEXT_TABLE_SHRINK);
	if (facets) {
		text_table_column(t, "installation", 0);
		text_table_column(t, "device", 0);
	}
	for (size_t i = 0; i < m->combinations.n; i++) {
		const struct span id = m->combinations.v[i].ppc_id;

		text_table_column(t, id.n ? arena_string(a, id) : "(none)",
				  TEXT_TABLE_KEEP);
	}
	for (size_t i = 0; i < m->cells.n; i++) {
		const struct matrix_cell *c = &m->cells.v[i];

		if (c->state == MATRIX_ORPHAN)
			break;
		if (nowhere(c))
			continue;
		if (line && (facets || !span_eq(line->srv, c->srv))) {
			text_table_row(t, cells);
			line = NULL;
		}
		if (!line) {
			for (size_t k = 0; k < n; k++)
				cells[k] = SPAN_EMPTY;
			cells[0] = c->srv;
			cells[1] = name_of(c);
			if (facets) {
				cells[2] = c->installation;
				cells[3] = c->device_type;
			}
			line = c;
		}
		cells[lead + column_of(m, c->ppc_id)] = cell_text(c, a);
	}
	if (line)
		text_table_row(t, cells);
	text_table_write(t, sink, to->width, false, to->bold_head);
	text_table_free(t);
}

static struct span spaced(struct arena *a, struct span list)
{
	struct span rest = list, part;
	struct buf b = BUF_INIT;
	struct span s;

	while (span_cut(&rest, ';', &part))
		buf_addf(&b, "%s" SPAN_F, b.n ? ", " : "", SPAN_A(part));
	s = arena_span(a, buf_span(&b));
	buf_release(&b);
	return s;
}

static struct span where(const struct matrix_combination *k, struct arena *a)
{
	static const char *const names[DEVICES] = { "CH", "ESME", "GSME",
						    "PPMID" };
	struct buf b = BUF_INIT;
	struct span s;

	if (k->cycles.n)
		buf_addf(&b, "; cycle " SPAN_F, SPAN_A(spaced(a, k->cycles)));
	for (unsigned d = 0; d < DEVICES; d++) {
		if (k->firmware[d].n)
			buf_addf(&b, "; %s " SPAN_F, names[d],
				 SPAN_A(spaced(a, k->firmware[d])));
	}
	if (k->voided)
		buf_addf(&b, "; %llu void", (unsigned long long)k->voided);
	s = arena_span(a, buf_span(&b));
	buf_release(&b);
	return s;
}

static struct span uncovered(const struct matrix *m, struct arena *a)
{
	struct buf b = BUF_INIT;
	struct span s;

	for (size_t i = 0; i < m->cells.n; i++) {
		if (nowhere(&m->cells.v[i]))
			buf_addf(&b, "%s" SPAN_F, b.n ? ", " :
				 "uncovered, no case at all: ",
				 SPAN_A(m->cells.v[i].srv));
	}
	s = arena_span(a, buf_span(&b));
	buf_release(&b);
	return s;
}

static void foot(const struct matrix *m, struct sink *sink, unsigned width,
		 struct arena *a)
{
	struct span list;

	sink_put(sink, SPAN("\n"));
	people_line(sink, width, SPAN("passed/planned; F fail, E error, B "
		"blocked, N no verdict, L late, V void, - not run, S left "
		"out, ? no case"));
	sink_put(sink, SPAN("\n"));
	for (size_t i = 0; i < m->combinations.n; i++) {
		const struct matrix_combination *k = &m->combinations.v[i];

		people_line(sink, width, arena_printf(a, SPAN_F ": " SPAN_F
			SPAN_F, SPAN_A(k->ppc_id.n ? k->ppc_id :
			SPAN("(none)")), SPAN_A(sitrun_view_rates(&k->rates,
			a)), SPAN_A(where(k, a))));
	}
	people_line(sink, width, arena_printf(a, "all: " SPAN_F,
		SPAN_A(sitrun_view_rates(&m->rates, a))));
	list = uncovered(m, a);
	if (list.n)
		people_line(sink, width, list);
	for (size_t i = 0; i < m->cells.n; i++) {
		if (m->cells.v[i].state == MATRIX_ORPHAN)
			people_line(sink, width, arena_printf(a,
				"orphan: " SPAN_F,
				SPAN_A(m->cells.v[i].case_id)));
	}
}

static int people(struct sitrun_views *v, const struct matrix *m, int status)
{
	struct sitrun_page page;

	if (!sitrun_page_open(&page, v, &sit_matrix_format))
		return PROG_USAGE;
	table(m, v->ask->facets, page.sink, &page.to, &page.arena);
	foot(m, page.sink, page.to.width, &page.arena);
	sitrun_view_clock(v, page.sink, page.to.width);
	return sitrun_page_close(&page, status);
}

/* What is shown decides: all of it passed, or was left out. */
static int status_of(const struct matrix *m)
{
	const struct outcome_rates *r = &m->rates;

	return r->verdict[VERDICT_PASS] + r->verdict[VERDICT_SKIP] ==
	       r->cases && !m->orphans ? PROG_OK : PROG_NO;
}

int sitrun_view_matrix(struct sitrun_views *v)
{
	struct matrix m;
	int status;

	sit_matrix(&(struct matrix_ask){ .outcomes = &v->outcomes,
		.release = v->has_release ? &v->release : NULL,
		.applies = v->s->has_applies ? &v->s->applies : NULL,
		.facets = v->ask->facets, .file = v->results_file },
		&m, &v->f->diag);
	if (frame_accepts(v->f)) {
		totals(v, frame_summary(v->f), &m);
		status = sitrun_view_for_people(v) ?
			 people(v, &m, status_of(&m)) :
			 rows(v, &m, status_of(&m));
	} else {
		status = v->f->status;
	}
	matrix_release(&m);
	return status;
}
