/* For people who publish: headings, the printed table, what changed. */
#include "tools/make_notes.h"

#include "engine/ppcl_diff.h"
#include "engine/ppcl_rules.h"
#include "file/printed.h"
#include "file/table_out.h"

static const char *const class_words[CHANGES] = {
	"added", "removed", "resolved", "changed", "reopened",
	"another combination under its id", "display swapped", "WAN changed",
	"share changed", "renumbered", "in words only",
};

void diff_summary_add(struct buf *b, const struct changes *c,
		      const struct release *new)
{
	size_t count[CHANGES] = { 0 }, open = 0;
	const size_t before = b->n;

	for (size_t i = 0; i < c->v.n; i++)
		count[c->v.v[i].class]++;
	for (unsigned k = 0; k < CHANGES; k++) {
		if (count[k])
			buf_addf(b, "%s%zu %s", b->n > before ? ", " : "",
				 count[k], class_words[k]);
	}
	if (b->n == before)
		buf_add(b, SPAN("no change"));
	for (size_t i = 0; i < new->rows.n; i++)
		open += release_row_open(&new->rows.v[i]);
	if (open)
		buf_addf(b, "; %zu still TBC", open);
}

void diff_md_clauses(const struct changes *c, struct sink *sink)
{
	bool used = false;

	for (size_t i = 0; i < ppcl_rules_n; i++) {
		const struct ppcl_rule *rule = &ppcl_rules[i];
		struct buf b = BUF_INIT;
		bool here = false;

		for (size_t k = 0; k < c->v.n && !here; k++)
			here = ppcl_rule_for(c->v.v[k].class,
					     c->v.v[k].column) == rule;
		if (!here)
			continue;
		consequence_add(&b, rule->consequence);
		sink_putf(sink, "%s- %s, %s: %s (%s). %c%s.\n",
			  used ? "" : "\n", change_name(rule->class),
			  rule->to, b.p, rule->rule,
			  rule->clause[0] >= 'a' && rule->clause[0] <= 'z' ?
			  rule->clause[0] - 'a' + 'A' : rule->clause[0],
			  rule->clause + 1);
		used = true;
		buf_release(&b);
	}
}

static void write_changes(const struct release *r,
			  const struct release *previous, struct sink *sink)
{
	const struct table_out_options md = { .kind = TABLE_MD };
	struct changes c = CHANGES_INIT;
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;
	struct table_out t;

	ppcl_diff(previous, r, &c);
	diff_summary_add(&b, &c, r);
	sink_putf(sink, "\n## Changes since " SPAN_F "\n\n%s.\n",
		  SPAN_A(previous->number), b.p);
	buf_release(&b);
	if (c.v.n) {
		sink_put(sink, SPAN("\n"));
		table_out_begin(&t, sink, &change_format, &md);
		for (size_t i = 0; i < c.v.n; i++) {
			struct span cells[CHANGE_COLUMNS];

			change_cells(&c.v.v[i], &a, cells);
			table_out_row(&t, cells);
		}
		table_out_end(&t);
		diff_md_clauses(&c, sink);
	}
	arena_release(&a);
	changes_release(&c);
}

static void write_holds(const struct release *r, struct sink *sink)
{
	bool any = false;

	for (size_t i = 0; i < r->rows.n; i++) {
		const struct span *cell = r->rows.v[i].cell;

		if (cell[PPCL_ENTRY_HOLD].n == 0)
			continue;
		sink_putf(sink, "%s- " SPAN_F ": " SPAN_F "\n",
			  any ? "" : "\n## Entering later\n\n",
			  SPAN_A(cell[PPCL_PPC_ID]),
			  SPAN_A(cell[PPCL_ENTRY_HOLD]));
		any = true;
	}
}

static void write_images(const struct release *r, struct sink *sink)
{
	for (size_t i = 0; i < r->images.n; i++) {
		const struct release_image *image = &r->images.v[i];

		sink_putf(sink, "%s- " SPAN_F " " SPAN_F "%s" SPAN_F
			  ": " SPAN_F ", %s\n",
			  i ? "" : "\n## Firmware\n\n",
			  SPAN_A(image->manufacturer), SPAN_A(image->model),
			  image->smso.n ? ", " : "", SPAN_A(image->smso),
			  SPAN_A(image->fw_version),
			  image->final ? "final" : "candidate");
	}
}

void make_notes(const struct release *r, const struct release *previous,
		struct sink *sink)
{
	const struct table_out_options md = { .kind = TABLE_MD };

	sink_putf(sink, "# " SPAN_F "%sPPCL " SPAN_F "\n\n%zu combination%s",
		  SPAN_A(r->capability), r->capability.n ? " " : "",
		  SPAN_A(r->number), r->rows.n, r->rows.n == 1 ? "" : "s");
	if (r->as_of.n)
		sink_putf(sink, ", as of " SPAN_F, SPAN_A(r->as_of));
	sink_put(sink, SPAN(".\n\n"));
	printed_write(r, sink, &md);
	write_holds(r, sink);
	write_images(r, sink);
	if (previous)
		write_changes(r, previous, sink);
	for (size_t i = 0; i < r->inputs.n; i++)
		sink_putf(sink, "%s- `" SPAN_F "`: " SPAN_F "\n",
			  i ? "" : "\n## Made from\n\n",
			  SPAN_A(r->inputs.v[i].name),
			  SPAN_A(r->inputs.v[i].sha256));
}
