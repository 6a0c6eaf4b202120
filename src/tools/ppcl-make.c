/*
 * ppcl-make - a selection into the next release of the PPCL
 *
 * Reads   a selection (or a release), the release before, the register.
 * Writes  the release: wide, printed, or as notes; or checks one.
 * Refuses a number that is not higher, and a final image that is none again.
 */
#include <string.h>

#include "base/date.h"
#include "engine/ppcl_diff.h"
#include "engine/ppcl_make.h"
#include "file/ppcl_in.h"
#include "file/printed.h"
#include "file/register_in.h"
#include "file/selection_in.h"
#include "model/change.h"
#include "model/codes.h"
#include "tools/make_notes.h"
#include "tools/make_verify.h"

#define TOOL_OPTIONS "tools/ppcl-make.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "ppcl-make",
	.operands = "[SELECTION | RELEASE ...]",
	.purpose = "make the next release of the PPCL from a selection",
	.examples =
		"ppcl-make --release 2.10 selection.csv\n"
		"ppcl-make --release 2.11 --previous 2.10.csv "
		"--firmware reg.csv selection.csv\n"
		"ppcl-make --verify ppcl-2.11.json register.csv\n",
	OWN_OPTIONS,
};

enum { LAYOUT_WIDE, LAYOUT_PRINTED, LAYOUT_NOTES };

struct work {
	struct frame *f;
	struct picks picks;
	struct release previous, made;
	const char *previous_name;
	struct firmware_register reg;
	int32_t as_of;
	struct ppcl_option options[8];
	size_t options_n;
};

static int check_layout(const struct frame *f)
{
	const enum table_kind kind = frame_kind(f);

	if (opts.layout == LAYOUT_PRINTED &&
	    (kind == TABLE_JSON || kind == TABLE_NDJSON || common.columns))
		return frame_usage(f, "--layout printed is a page, not data: "
				   "--format csv, tsv, md, html, xlsx or "
				   "table, and no --columns");
	if (opts.layout == LAYOUT_NOTES &&
	    ((common.format != CLI_CHOICE_NONE && kind != TABLE_MD) ||
	     common.columns))
		return frame_usage(f, "--layout notes is Markdown: --format "
				   "md or none, and no --columns");
	return -1;
}

/* --verify, --suggest-release and the making of a release are three. */
static int check_options(const struct frame *f)
{
	const bool making = opts.release || opts.previous || opts.firmware ||
		opts.capability || opts.layout != CLI_CHOICE_NONE;
	uint32_t major, minor;

	if (opts.verify && (making || opts.suggest_release))
		return frame_usage(f, "--verify checks a release and makes "
				   "none; leave out the other options");
	if (opts.release && opts.suggest_release)
		return frame_usage(f, "--suggest-release makes no release; "
				   "leave out --release");
	if (!opts.release && !opts.suggest_release && !opts.verify &&
	    !common.list_columns)
		return frame_usage(f, "which release? give --release, such "
				   "as --release 2.10, or --suggest-release");
	if (opts.release && !release_number(span_of(opts.release), &major,
					    &minor))
		return frame_usage(f, "--release: '%s' is not two numbers "
				   "joined by a dot, such as 2.10",
				   opts.release);
	return check_layout(f);
}

static void record(struct work *w, const char *role,
		   const struct rows_source *source)
{
	struct release_input *i = vec_add(&w->made.inputs);

	frame_source(w->f, role, source, true);
	i->name = arena_span(&w->made.arena, span_of(source->name));
	i->sha256 = arena_span(&w->made.arena, span_of(source->sha256));
	i->has_rows = true;
	i->rows = source->rows;
}

static void note_option(struct work *w, const char *name, const char *value)
{
	const char *slash = strrchr(value, '/');
	struct ppcl_option *o = &w->options[w->options_n++];

	o->name = name;
	o->value = span_of(slash ? slash + 1 : value);
}

static void newer(struct work *w, int32_t day)
{
	if (day != DATE_NONE && day > w->as_of)
		w->as_of = day;
}

static void newer_text(struct work *w, struct span date)
{
	int32_t day;

	if (date_parse(date, &day))
		newer(w, day);
}

/* The newest date of the input, unless the user said which. */
static void find_day(struct work *w)
{
	char text[DATE_TEXT];

	w->as_of = DATE_NONE;
	newer_text(w, w->picks.rows.as_of);
	newer_text(w, w->previous.as_of);
	for (size_t i = 0; i < w->reg.images.n; i++)
		newer(w, w->reg.images.v[i].from);
	if (common.as_of.given)
		w->as_of = common.as_of.day;
	w->made.as_of = arena_span(&w->made.arena,
				   span_of(date_text(w->as_of, text)));
	if (common.as_of.given)
		note_option(w, "as_of", w->made.as_of.p);
}

static void read_inputs(struct work *w, char **paths, int n)
{
	static char standard_input[] = "-";
	char *only[] = { standard_input };
	struct rows_source source;
	struct frame *f = w->f;
	bool system;

	for (int i = 0; i < (n ? n : 1); i++) {
		selection_read(&w->picks, n ? paths[i] : only[0], &f->limits,
			       &f->diag, &source, &system);
		f->system_failed = f->system_failed || system;
		record(w, "input", &source);
	}
	if (opts.release)
		note_option(w, "release", opts.release);
	if (opts.capability)
		note_option(w, "capability", opts.capability);
	if (opts.previous) {
		ppcl_read(&w->previous, opts.previous, &f->limits, &f->diag,
			  &source, &system);
		f->system_failed = f->system_failed || system;
		record(w, "previous", &source);
		w->previous_name = source.name;
		note_option(w, "previous", opts.previous);
	}
	if (opts.firmware) {
		register_read(&w->reg, opts.firmware, &f->limits, &f->diag,
			      &source, &system);
		f->system_failed = f->system_failed || system;
		record(w, "firmware", &source);
		note_option(w, "firmware", opts.firmware);
	}
	find_day(w);
}

static void make(struct work *w)
{
	const struct ppcl_make m = {
		.picks = &w->picks,
		.previous = opts.previous ? &w->previous : NULL,
		.previous_file = w->previous_name,
		.reg = opts.firmware ? &w->reg : NULL,
		.as_of = w->as_of, .diag = &w->f->diag,
	};
	struct arena *a = &w->made.arena;

	if (opts.release)
		release_set_number(&w->made, span_of(opts.release));
	else if (opts.previous)
		release_set_number(&w->made, arena_printf(a, "%lu.%llu",
			(unsigned long)w->previous.major,
			(unsigned long long)w->previous.minor + 1));
	else
		release_set_number(&w->made, SPAN("1.0"));
	if (opts.capability)
		w->picks.rows.capability = span_of(opts.capability);
	ppcl_make(&m, &w->made);
}

static void summarise(struct work *w)
{
	struct json *j = frame_summary(w->f);
	uint64_t open = 0;

	if (!j)
		return;
	for (size_t i = 0; i < w->made.rows.n; i++)
		open += release_row_open(&w->made.rows.v[i]);
	json_object(j, "totals");
	json_string(j, "release", w->made.number);
	json_string(j, "previous", w->made.previous);
	json_u64(j, "combinations", w->made.rows.n);
	json_u64(j, "with_tbc", open);
	json_end(j);
}

static int write_suggestion(struct work *w)
{
	struct changes c = CHANGES_INIT;
	struct table_out_options to;
	struct table_out t;
	struct span cells[SUGGEST_COLUMNS];
	struct arena a = ARENA_INIT;
	struct buf why = BUF_INIT;
	struct out *out;

	if (!frame_table(w->f, &suggest_format, &to))
		return PROG_USAGE;
	ppcl_diff(&w->previous, &w->made, &c);
	if (!opts.previous)
		buf_add(&why, SPAN("there is no previous release"));
	else if (c.v.n == 0)
		buf_add(&why, SPAN("nothing changed: no new release is "
				   "needed"));
	else
		diff_summary_add(&why, &c, &w->made);
	cells[SUGGEST_COL_RELEASE] = opts.previous && c.v.n == 0 ?
		w->previous.number : w->made.number;
	cells[SUGGEST_COL_PREVIOUS] = w->made.previous;
	cells[SUGGEST_COL_CHANGES] = opts.previous ?
		arena_printf(&a, "%zu", c.v.n) : SPAN_EMPTY;
	cells[SUGGEST_COL_WHY] = buf_span(&why);
	out = frame_out(w->f);
	table_out_begin(&t, out_sink(out), &suggest_format, &to);
	table_out_row(&t, cells);
	table_out_end(&t);
	changes_release(&c);
	arena_release(&a);
	buf_release(&why);
	return frame_commit(w->f, out, PROG_OK);
}

static int write_release(struct work *w)
{
	const struct ppcl_made made = { w->options, w->options_n };
	struct table_out_options to;
	struct out *out;

	if (opts.layout == LAYOUT_PRINTED)
		to = (struct table_out_options){ .kind = frame_kind(w->f),
			.for_spreadsheet = common.for_spreadsheet,
			.book = frame_book() };
	else if (!frame_table(w->f, &ppcl_format, &to))
		return PROG_USAGE;
	out = frame_out(w->f);
	if (opts.layout == LAYOUT_PRINTED)
		printed_write(&w->made, out_sink(out), &to);
	else if (opts.layout == LAYOUT_NOTES)
		make_notes(&w->made, opts.previous ? &w->previous : NULL,
			   out_sink(out));
	else
		ppcl_write(&w->made, &made, out_sink(out), &to);
	return frame_commit(w->f, out, PROG_OK);
}

/* What is printed is the whole percent; the hundredths may not tell it. */
static void check_share(struct work *w)
{
	struct arena a = ARENA_INIT;
	bool exact;

	(void)release_share_whole(&w->made, &a, &exact);
	if (!exact)
		code_find(&w->f->diag, PPCL032, &(struct code_place){
			.file = w->picks.file,
			.value = &w->made.list_share },
			"is rounded already, and may be a whole percent less "
			"than it will be printed");
	arena_release(&a);
}

static int run(struct frame *f, char **paths, int n)
{
	struct work w = { .f = f, .picks = PICKS_INIT,
		.previous = RELEASE_INIT, .made = RELEASE_INIT,
		.reg = FIRMWARE_REGISTER_INIT };
	int status = check_options(f);

	if (status >= 0)
		return status;
	if (common.list_columns) {
		frame_listed(f, opts.suggest_release ? &suggest_format :
			     opts.verify ? &verify_format : &ppcl_format);
		return PROG_OK;
	}
	if (opts.verify)
		return make_verify(f, opts.verify, paths, n);
	read_inputs(&w, paths, n);
	if (f->diag.count[DIAG_ERROR] == 0 && !f->system_failed) {
		make(&w);
		check_share(&w);
	}
	summarise(&w);
	if (!frame_accepts(f))
		status = f->status;
	else
		status = opts.suggest_release ? write_suggestion(&w) :
						write_release(&w);
	picks_release(&w.picks);
	release_release(&w.previous);
	release_release(&w.made);
	firmware_register_release(&w.reg);
	return status;
}

int main(int argc, char **argv)
{
	struct frame f;
	int first, status = frame_start(&f, &cli, argc, argv, &first);

	if (status < 0)
		status = run(&f, argv + first, argc - first);
	return frame_end(&f, status);
}
