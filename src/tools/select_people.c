/*
 * The selection for a person at a terminal: the answer first, then why, then
 * what to do next. Scripts use --format.
 */
#include <string.h>

#include "base/num.h"
#include "cli/msg.h"
#include "engine/explain.h"
#include "engine/variants.h"
#include "file/text_table.h"
#include "tools/people.h"
#include "tools/select_view.h"

static void head(struct select_view *v, struct sink *sink)
{
	const struct selection *s = v->s;
	const uint32_t at = tally_column(s->tally, RFI_SMSO);
	struct intern smsos = INTERN_INIT;
	char n[NUM_TEXT], c[NUM_TEXT];

	for (size_t i = 0; at != TABLE_ABSENT && i < s->combinations; i++)
		intern_put(&smsos, s->rows.v[i].tally->key[at], NULL);
	if (s->policy->capability.n)
		sink_putf(sink, SPAN_F, SPAN_A(s->policy->capability));
	if (v->as_of.n)
		sink_putf(sink, "%sas of " SPAN_F,
			  s->policy->capability.n ? ", " : "",
			  SPAN_A(v->as_of));
	if (s->policy->capability.n || v->as_of.n)
		sink_put(sink, SPAN(": "));
	if (!v->public)
		sink_putf(sink, "%s installations in scope, ",
			  num_group(s->in_scope, n));
	sink_putf(sink, "%s combination%s", num_group(s->combinations, c),
		  s->combinations == 1 ? "" : "s");
	if (smsos.count)
		sink_putf(sink, ", %u SMSO%s", smsos.count,
			  smsos.count == 1 ? "" : "s");
	sink_put(sink, SPAN("\n\n"));
	intern_release(&smsos);
}

static struct span device_cell(const struct select_view *v,
			       const struct selection_row *r, enum device d,
			       struct arena *a)
{
	const struct tally *t = v->s->tally;
	const uint32_t model = tally_column(t, rfi_column(d, PART_MODEL));
	const uint32_t fw = tally_column(t, rfi_column(d, PART_FW_VERSION));
	const struct span m = model == TABLE_ABSENT ? SPAN_EMPTY :
			      r->tally->key[model];
	const struct span f = fw == TABLE_ABSENT ? SPAN_EMPTY :
			      r->tally->key[fw];

	if (span_eq(m, SPAN("NONE")))
		return SPAN("none");
	if (m.n == 0 || f.n == 0)
		return m.n ? m : f;
	return arena_printf(a, SPAN_F " " SPAN_F, SPAN_A(m), SPAN_A(f));
}

/* Below this many columns the devices go to a line of their own. */
enum { WIDE_ENOUGH = 126 };

static const enum device device_order[DEVICES] = {
	DEVICE_GSME, DEVICE_CH, DEVICE_ESME, DEVICE_PPMID,
};

struct listing {
	struct select_view *v;
	struct arena arena;
	struct text_table *table;
	VEC(struct people_note) notes;
	bool wide;
	size_t rows;
};

static void begin_listing(struct listing *l, struct select_view *v,
			  bool wide)
{
	static const char *const titles[DEVICES] = {
		"gas meter", "hub", "electricity meter", "display",
	};

	memset(l, 0, sizeof(*l));
	l->v = v;
	l->wide = wide;
	l->table = text_table_new();
	text_table_column(l->table, "rank",
			  TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(l->table, "PPC", TEXT_TABLE_KEEP);
	text_table_column(l->table, "SMSO", TEXT_TABLE_KEEP);
	text_table_column(l->table, "base",
			  TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(l->table, "share %",
			  TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(l->table, "cum. %",
			  TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	for (unsigned d = 0; wide && d < DEVICES; d++)
		text_table_column(l->table, titles[d], TEXT_TABLE_SHRINK);
}

static struct span text_cell(struct arena *a, const char *text)
{
	return arena_span(a, span_of(text));
}

static void note(struct listing *l, struct span text)
{
	const struct people_note n = { l->rows - 1, text };

	vec_push(&l->notes, n);
}

static void list_row(struct listing *l, const struct selection_row *r)
{
	const struct select_view *v = l->v;
	const uint32_t smso = tally_column(v->s->tally, RFI_SMSO);
	struct span cells[6 + DEVICES];
	char n[NUM_TEXT];

	for (size_t i = 0; i < 6 + DEVICES; i++)
		cells[i] = SPAN_EMPTY;
	cells[0] = text_cell(&l->arena, num_text(r->rank, n));
	cells[1] = selection_ppc_id(v->s, r);
	if (smso != TABLE_ABSENT)
		cells[2] = select_view_smso(v, r->tally->key[smso]);
	if (!v->public)
		cells[3] = text_cell(&l->arena,
				     num_group(r->tally->total, n));
	cells[4] = text_cell(&l->arena, num_percent(r->tally->total,
						    v->s->in_scope, 1, n));
	if (r->id)
		cells[5] = text_cell(&l->arena,
				     num_percent(r->cumulative,
						 v->s->in_scope, 1, n));
	for (unsigned d = 0; l->wide && d < DEVICES; d++)
		cells[6 + d] = device_cell(v, r, device_order[d], &l->arena);
	text_table_row(l->table, cells);
	l->rows++;
	if (!l->wide)
		note(l, explain_combination(v->s->tally, r->tally,
					    &l->arena));
}

static void end_listing(struct listing *l, struct sink *sink, unsigned width,
			bool bold)
{
	people_rows(sink, l->table, width, bold, l->notes.v, l->notes.n);
	text_table_free(l->table);
	vec_release(&l->notes);
	arena_release(&l->arena);
}

static void rows(struct select_view *v, struct sink *sink, unsigned width,
		 bool bold)
{
	struct listing l;

	begin_listing(&l, v, width == 0 || width >= WIDE_ENOUGH);
	for (size_t i = 0; i < v->s->rows.n; i++) {
		const struct selection_row *r = &v->s->rows.v[i];

		if (r->rank && (r->disposition == SELECTION_SELECTED ||
				v->show_all))
			list_row(&l, r);
	}
	end_listing(&l, sink, width, bold);
}

/* "SMSO-1 42 %, SMSO-2 10 %": whole percents, each from its own count. */
static void shares(const struct select_view *v, struct buf *b)
{
	const struct selection *s = v->s;
	const uint32_t at = tally_column(s->tally, RFI_SMSO);
	struct intern names = INTERN_INIT;
	uint64_t *sums = mem_array(s->combinations + 1, sizeof(*sums));
	char n[NUM_TEXT];

	for (size_t i = 0; at != TABLE_ABSENT && i < s->combinations; i++) {
		const struct selection_row *r = &s->rows.v[i];
		uint32_t id;

		if (r->disposition != SELECTION_SELECTED)
			continue;
		id = intern_put(&names, r->tally->key[at], NULL);
		sums[id] += r->tally->total;
	}
	for (uint32_t i = 0; i < names.count; i++)
		buf_addf(b, "%s" SPAN_F " %s %%", i ? ", " : "",
			 SPAN_A(select_view_smso(v, intern_get(&names, i))),
			 num_percent(sums[i], s->in_scope, 0, n));
	intern_release(&names);
	mem_free(sums);
}

static void hardware(const struct select_view *v, struct buf *b)
{
	const struct selection *s = v->s;
	struct variants h;
	uint32_t covered = 0;
	bool *seen;

	variants_init(&h, s->tally, s->policy, POLICY_COVER_HARDWARE);
	seen = mem_array(h.count + 1, sizeof(*seen));
	for (size_t r = 0; r < s->combinations; r++) {
		if (s->rows.v[r].disposition != SELECTION_SELECTED)
			continue;
		for (size_t i = h.first[r]; i < h.first[r + 1]; i++) {
			covered += !seen[h.item.v[i]];
			seen[h.item.v[i]] = true;
		}
	}
	if (h.count && covered == h.count)
		buf_addf(b, "; all %u hardware variants covered", h.count);
	else if (h.count)
		buf_addf(b, "; %u of %u hardware variants covered", covered,
			 h.count);
	for (uint32_t i = 0, said = 0; i < h.count; i++) {
		if (!seen[i])
			buf_addf(b, "%s" SPAN_F, said++ ? ", " :
				 "\n  without ", SPAN_A(variants_name(&h, i)));
	}
	mem_free(seen);
	variants_release(&h);
}

static void selected_line(const struct select_view *v, struct buf *b)
{
	const struct selection *s = v->s;
	char n[NUM_TEXT];

	buf_addf(b, "  selected %llu of %llu",
		 (unsigned long long)s->selected_count,
		 (unsigned long long)s->combinations);
	if (s->in_scope) {
		buf_addf(b, ": %s %% of the estate",
			 num_percent(s->selected, s->in_scope, 0, n));
		if (s->selected_count) {
			buf_add(b, SPAN(" ("));
			shares(v, b);
			buf_add(b, SPAN(")"));
		}
	}
	hardware(v, b);
	buf_add_char(b, '\n');
}

static void next_line(const struct select_view *v, struct buf *b)
{
	const struct selection *s = v->s;
	const uint64_t open = tally_total(s->tally, UNRESOLVED);
	struct selection_cut cut;
	char share[NUM_TEXT], margin[NUM_TEXT], n[NUM_TEXT];

	if (!selection_cut(s, &cut))
		return;
	buf_addf(b, "  next is rank %llu at %s %%",
		 (unsigned long long)cut.first_out->rank,
		 num_percent(cut.first_out->tally->total, s->in_scope, 1,
			     share));
	if (!v->public) {
		buf_addf(b, ": %s installations behind the cut",
			 num_group(cut.margin, margin));
		if (open)
			buf_addf(b, "; %s unresolved one%s could%s change it",
				 num_group(open, n), open == 1 ? "" : "s",
				 open >= cut.margin ? "" : " not");
	}
	buf_add_char(b, '\n');
}

static void foot(struct select_view *v, struct sink *sink, unsigned width)
{
	const struct selection *s = v->s;
	struct buf b = BUF_INIT;
	struct span rest, line;

	buf_add_char(&b, '\n');
	selected_line(v, &b);
	next_line(v, &b);
	for (size_t i = 0; i < s->rows.n; i++) {
		const struct selection_row *r = &s->rows.v[i];

		if (r->hold.n)
			buf_addf(&b, "  " SPAN_F " held: " SPAN_F "\n",
				 SPAN_A(selection_ppc_id(v->s, r)),
				 SPAN_A(r->hold));
		if (r->rule == RULE_COVERAGE || r->rule == RULE_REQUIRED)
			buf_addf(&b, "  " SPAN_F ": " SPAN_F "\n",
				 SPAN_A(selection_ppc_id(v->s, r)),
				 SPAN_A(r->reason));
	}
	for (size_t i = 0; i < s->obligations.n; i++) {
		const struct selection_obligation *o = &s->obligations.v[i];
		const struct span name = select_view_smso(v, o->smso);

		if (o->rank)
			buf_addf(&b, "  " SPAN_F ": none selected; its first "
				 "combination (rank %llu) needs Migration "
				 "Testing in SIT before go-live\n",
				 SPAN_A(name), (unsigned long long)o->rank);
		else
			buf_addf(&b, "  " SPAN_F ": in scope, but no "
				 "combination of it was reported\n",
				 SPAN_A(name));
	}
	for (rest = buf_span(&b); span_cut(&rest, '\n', &line);)
		people_line(sink, width, line);
	buf_release(&b);
}

int select_view_people(struct select_view *v)
{
	struct frame *f = v->l->f;
	const bool terminal = !f->common->output &&
			      prog_stdout_is_terminal();
	const unsigned width = terminal ? prog_width() : 0;
	struct out *out = frame_out(f);
	struct sink *sink = out_sink(out);

	head(v, sink);
	rows(v, sink, width, terminal && msg_color_stdout());
	foot(v, sink, width);
	return frame_commit(f, out, PROG_OK);
}

int select_view_explain_people(struct select_view *v)
{
	struct frame *f = v->l->f;
	const bool terminal = !f->common->output &&
			      prog_stdout_is_terminal();
	const unsigned width = terminal ? prog_width() : 0;
	struct out *out = frame_out(f);
	struct explanation x;
	struct listing l;

	explain_selection(v->s, SELECT_VIEW_NEAR_MISSES, &x);
	head(v, out_sink(out));
	begin_listing(&l, v, false);
	for (size_t i = 0; i < x.rows.n; i++) {
		const struct explain_row *e = &x.rows.v[i];

		list_row(&l, e->row);
		note(&l, e->text);
		if (e->covers_alone.n)
			note(&l, arena_printf(&l.arena, "%s: " SPAN_F,
				e->row->id ? "alone it covers" :
					     "it would add",
				SPAN_A(e->covers_alone)));
	}
	end_listing(&l, out_sink(out), width, terminal && msg_color_stdout());
	explanation_release(&x);
	return frame_commit(f, out, PROG_OK);
}
