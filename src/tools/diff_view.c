/* Cells from engine structs; and the same for people. */
#include "tools/diff_view.h"

#include "base/utf8.h"
#include "cli/msg.h"
#include "engine/ppcl_rules.h"
#include "tools/make_notes.h"

static void write_rows(const struct table_format *format,
		       const struct table_out_options *to, struct sink *sink,
		       const struct diff_view *v, const struct changes *c)
{
	struct arena a = ARENA_INIT;
	struct table_out t;

	table_out_begin(&t, sink, format, to);
	if (table_out_members(&t)) {
		json_string(table_out_members(&t), "old", v->old->number);
		json_string(table_out_members(&t), "new", v->new->number);
	}
	for (size_t i = 0; i < c->v.n; i++) {
		struct span cells[CHANGE_COLUMNS];

		change_cells(&c->v.v[i], &a, cells);
		table_out_row(&t, cells);
		arena_clear(&a);
	}
	table_out_end(&t);
	arena_release(&a);
}

/* "clause 13; voids its results" */
static void consequence_words(struct buf *b, unsigned consequence)
{
	static const struct {
		unsigned bit;
		const char *words;
	} words[] = {
		{ OBLIGES_NOTIFY, "notify" },
		{ OBLIGES_CLAUSE_13, "clause 13" },
		{ OBLIGES_VOIDS, "voids its results" },
		{ OBLIGES_ERROR, "error: needs a new id" },
	};
	const size_t before = b->n;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (consequence & words[i].bit)
			buf_addf(b, "%s%s", b->n > before ? "; " : "",
				 words[i].words);
	}
}

static void pad(struct buf *line, size_t from, size_t width)
{
	size_t is = utf8_width(span_make(line->p + from, line->n - from));

	for (; is < width; is++)
		buf_add_char(line, ' ');
	buf_add(line, SPAN("  "));
}

/* What changed, without the id and the consequence. */
static void what_words(struct buf *b, const struct change *c)
{
	if (c->class == CHANGE_ADDED || c->class == CHANGE_REMOVED)
		buf_add(b, span_of(c->class == CHANGE_ADDED ? "added" :
						      "removed"));
	else
		buf_add(b, span_of(release_column_words(c->column)));
}

static void value_words(struct buf *b, struct span s)
{
	if (s.n)
		utf8_add_visible(b, s);
	else
		buf_add(b, SPAN("(blank)"));
}

static void values_words(struct buf *b, const struct change *c)
{
	if (c->class == CHANGE_ADDED) {
		value_words(b, c->new);
	} else if (c->class == CHANGE_REMOVED) {
		value_words(b, c->old);
	} else {
		value_words(b, c->old);
		buf_add(b, SPAN(" -> "));
		value_words(b, c->new);
	}
}

enum { VALUES_MAX = 48 };	/* a longer one does not push all others */

/* The widest of each column of words. */
static void measure(const struct changes *c, size_t width[3])
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < c->v.n; i++) {
		for (unsigned k = 0; k < 3; k++) {
			size_t is;

			buf_clear(&b);
			if (k == 0)
				utf8_add_visible(&b, c->v.v[i].ppc_id);
			else if (k == 1)
				what_words(&b, &c->v.v[i]);
			else
				values_words(&b, &c->v.v[i]);
			is = b.n ? utf8_width(buf_span(&b)) : 0;
			if ((k < 2 || is <= VALUES_MAX) && is > width[k])
				width[k] = is;
		}
	}
	buf_release(&b);
}

static void write_people(const struct diff_view *v, const struct changes *c,
			 struct sink *sink)
{
	size_t width[3] = { 0, 0, 0 };
	struct buf line = BUF_INIT;
	unsigned all = 0;

	measure(c, width);
	diff_summary_add(&line, c, v->new);
	sink_putf(sink, "PPCL " SPAN_F " -> " SPAN_F ": %s\n",
		  SPAN_A(v->old->number), SPAN_A(v->new->number), line.p);
	for (size_t i = 0; i < c->v.n; i++) {
		const struct change *one = &c->v.v[i];
		size_t from;

		all |= one->consequence;
		buf_clear(&line);
		buf_add(&line, SPAN("  "));
		utf8_add_visible(&line, one->ppc_id);
		pad(&line, 2, width[0]);
		from = line.n;
		what_words(&line, one);
		pad(&line, from, width[1]);
		from = line.n;
		values_words(&line, one);
		if (one->consequence) {
			pad(&line, from, width[2]);
			consequence_words(&line, one->consequence);
		}
		buf_add_char(&line, '\n');
		sink_put(sink, buf_span(&line));
	}
	if (all & OBLIGES_VOIDS)
		sink_putf(sink, "  re-run: ppcl-diff --evidence RESULTS %s "
			  "%s\n", v->old_name, v->new_name);
	buf_release(&line);
}

static void md_head(const struct diff_view *v, struct span summary,
		    struct sink *sink)
{
	sink_putf(sink, "## PPCL " SPAN_F " to " SPAN_F "\n\n" SPAN_F ".\n",
		  SPAN_A(v->old->number), SPAN_A(v->new->number),
		  SPAN_A(summary));
}

/* On standard error beside rows for scripts; people have it on top. */
static void tell_summary(const struct diff_view *v, struct span summary,
			 const struct changes *c)
{
	struct buf b = BUF_INIT;
	unsigned all = 0;

	for (size_t i = 0; i < c->v.n; i++)
		all |= c->v.v[i].consequence;
	consequence_words(&b, all);
	msg_note("%.*s -> %.*s: %.*s%s%s", SPAN_A(v->old->number),
		 SPAN_A(v->new->number), SPAN_A(summary),
		 b.n ? "; obliges to: " : "", b.n ? b.p : "");
	buf_release(&b);
}

int diff_view_changes(const struct diff_view *v, const struct changes *c,
		      int status)
{
	struct buf summary = BUF_INIT;
	struct table_out_options to;
	struct out *out;

	if (!frame_table(v->f, &change_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	diff_summary_add(&summary, c, v->new);
	if (to.kind == TABLE_TEXT_TABLE && !v->f->common->columns) {
		write_people(v, c, out_sink(out));
	} else if (to.kind == TABLE_MD && !v->f->common->columns) {
		md_head(v, buf_span(&summary), out_sink(out));
		if (c->v.n) {
			sink_put(out_sink(out), SPAN("\n"));
			write_rows(&change_format, &to, out_sink(out), v, c);
			diff_md_clauses(c, out_sink(out));
		}
	} else {
		tell_summary(v, buf_span(&summary), c);
		write_rows(&change_format, &to, out_sink(out), v, c);
	}
	buf_release(&summary);
	return frame_commit(v->f, out, status);
}

int diff_view_patch(const struct diff_view *v, const struct changes *c,
		    int status)
{
	struct table_out_options to;
	struct out *out;

	if (!frame_table(v->f, &patch_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	write_rows(&patch_format, &to, out_sink(out), v, c);
	return frame_commit(v->f, out, status);
}

static void voided_cells(const struct voided_result *x,
			 struct span cells[VOIDED_COLUMNS])
{
	const struct span *cell = x->result->cell;

	cells[VOIDED_COL_PPC_ID] = x->change->ppc_id;
	cells[VOIDED_COL_CASE_ID] = cell[RESULT_CASE_ID];
	cells[VOIDED_COL_CYCLE] = cell[RESULT_CYCLE];
	cells[VOIDED_COL_CYCLE_KIND] = cell[RESULT_CYCLE_KIND];
	cells[VOIDED_COL_RELEASE] = cell[RESULT_RELEASE];
	cells[VOIDED_COL_ATTEMPT] = cell[RESULT_ATTEMPT];
	cells[VOIDED_COL_VERDICT] = cell[RESULT_VERDICT];
	cells[VOIDED_COL_COLUMN] = span_of(change_column_name(
						x->change->column));
	cells[VOIDED_COL_RAN_ON] = x->ran_on;
	cells[VOIDED_COL_NOW] = x->change->new;
}

/* "318 results void: DMC-3 318; 2 were void before" */
static void voided_summary(struct buf *b, const struct voided *x)
{
	size_t i = 0;

	buf_addf(b, "%zu result%s void", x->v.n, x->v.n == 1 ? "" : "s");
	while (i < x->v.n) {
		const struct span id = x->v.v[i].change->ppc_id;
		const size_t from = i;

		while (i < x->v.n && span_eq(x->v.v[i].change->ppc_id, id))
			i++;
		buf_addf(b, "%s " SPAN_F " %zu", from ? "," : ":",
			 SPAN_A(id), i - from);
	}
	if (x->already)
		buf_addf(b, "; %llu were void before",
			 (unsigned long long)x->already);
}

int diff_view_voided(const struct diff_view *v, const struct voided *x,
		     int status)
{
	struct buf summary = BUF_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &voided_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	voided_summary(&summary, x);
	if (to.kind == TABLE_TEXT_TABLE)
		sink_putf(out_sink(out), "PPCL " SPAN_F " -> " SPAN_F
			  ": %s\n", SPAN_A(v->old->number),
			  SPAN_A(v->new->number), summary.p);
	else if (to.kind == TABLE_MD)
		md_head(v, buf_span(&summary), out_sink(out));
	else
		msg_note("%s", summary.p);
	if (x->v.n || (to.kind != TABLE_TEXT_TABLE && to.kind != TABLE_MD)) {
		if (to.kind == TABLE_MD)
			sink_put(out_sink(out), SPAN("\n"));
		table_out_begin(&t, out_sink(out), &voided_format, &to);
		for (size_t i = 0; i < x->v.n; i++) {
			struct span cells[VOIDED_COLUMNS];

			voided_cells(&x->v.v[i], cells);
			table_out_row(&t, cells);
		}
		table_out_end(&t);
	}
	buf_release(&summary);
	return frame_commit(v->f, out, status);
}

int diff_view_conflicts(const struct diff_view *v, const struct conflicts *c,
			int status)
{
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &conflict_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	msg_note("%zu conflict%s", c->v.n, c->v.n == 1 ? "" : "s");
	table_out_begin(&t, out_sink(out), &conflict_format, &to);
	for (size_t i = 0; i < c->v.n; i++) {
		const struct conflict *one = &c->v.v[i];
		const struct span cells[CONFLICT_COLUMNS] = {
			span_of(conflict_name(one->kind)), one->ppc_id,
			span_of(change_column_name(one->column)), one->base,
			one->a, one->b,
		};

		table_out_row(&t, cells);
	}
	table_out_end(&t);
	return frame_commit(v->f, out, status);
}

int diff_view_rules(struct frame *f)
{
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &change_rule_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &change_rule_format, &to);
	for (size_t i = 0; i < ppcl_rules_n; i++) {
		const struct ppcl_rule *r = &ppcl_rules[i];
		struct buf b = BUF_INIT;

		consequence_add(&b, r->consequence);
		table_out_row(&t, (const struct span[CHANGE_RULE_COLUMNS]){
			span_of(change_name(r->class)), span_of(r->to),
			buf_span(&b), span_of(r->rule), span_of(r->clause) });
		buf_release(&b);
	}
	table_out_end(&t);
	return frame_commit(f, out, PROG_OK);
}
