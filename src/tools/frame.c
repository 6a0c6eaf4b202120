/*
 * The life of a tool around its decision. Findings are told before the
 * result is written, so that the result stands last on a terminal.
 */
#include "tools/frame.h"

#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "cli/msg.h"
#include "file/findings_out.h"

#define LAST_S	253402300799	/* the end of the year 9999 */

/* The choices of common.opts.h, in their order. */
enum { FORMAT_CSV, FORMAT_TSV, FORMAT_JSON, FORMAT_NDJSON, FORMAT_TABLE,
       FORMAT_MD, FORMAT_HTML, FORMAT_XLSX };
enum { FAIL_ON_WARNING, FAIL_ON_ERROR };

int frame_usage(const struct frame *f, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	msg_error("%s", b.p);
	msg_error("try '%s --help'", f->cli->tool);
	buf_release(&b);
	return PROG_USAGE;
}

int frame_start(struct frame *f, const struct cli *cli, int argc,
		char **argv, int *first)
{
	int status;

	memset(f, 0, sizeof(*f));
	f->cli = cli;
	f->common = cli->common;
	f->diag = (struct diag)DIAG_INIT;
	prog_start(cli->tool, out_remove_temporaries);
	status = cli_parse(cli, argc, argv, first);
	if (status >= 0)
		return status;
	if (f->common->max_unpacked.given)
		f->limits.max_unpacked = f->common->max_unpacked.value;
	return frame_format(f);
}

int frame_format(const struct frame *f)
{
	if (f->common->format != FORMAT_XLSX)
		return -1;
	if (!xlsx_available())
		return frame_usage(f, "--format xlsx: this build has no xlsx; "
				   "build with libxlsxwriter");
	if (!f->common->output && prog_stdout_is_terminal())
		return frame_usage(f, "--format xlsx is a file; give -o FILE");
	return -1;
}

struct xlsx_book frame_book(void)
{
	const char *made = prog_env("SOURCE_DATE_EPOCH");
	struct xlsx_book book = { .tmpdir = prog_env("TMPDIR") };

	if (!made || !num_parse(span_of(made), &book.made_s) ||
	    book.made_s > LAST_S)
		book.made_s = 0;
	return book;
}

static void tell_findings(struct frame *f)
{
	struct buf why = BUF_INIT;
	struct out *o;

	if (f->findings_told)
		return;
	f->findings_told = true;
	diag_sort(&f->diag);
	if (!f->common->findings) {
		msg_findings(&f->diag);
		return;
	}
	o = out_open(f->common->findings);
	findings_out(out_sink(o), &f->diag,
		     findings_kind(f->common->findings));
	if (!out_commit(o, &why)) {
		msg_error("%s", why.p);
		f->system_failed = true;
	}
	buf_release(&why);
}

int frame_end(struct frame *f, int status)
{
	if (status != PROG_USAGE)
		tell_findings(f);
	if (f->system_failed && status < PROG_SYSTEM)
		status = PROG_SYSTEM;
	cli_release(f->cli);
	diag_release(&f->diag);
	vec_release(&f->sources);
	mem_free(f->pick);
	buf_release(&f->summary);
	return prog_finish(status);
}

void frame_source(struct frame *f, const char *role,
		  const struct rows_source *source, bool has_rows)
{
	struct frame_source *s = vec_add(&f->sources);

	s->role = role;
	s->source = *source;
	s->has_rows = has_rows;
}

void frame_source_live(struct frame *f, const char *role, const char *path,
		       uint64_t rows)
{
	const char *slash = strrchr(path, '/');
	const struct rows_source source = {
		.name = slash ? slash + 1 : path, .rows = rows };

	frame_source(f, role, &source, true);
}

bool frame_accepts(struct frame *f)
{
	const bool warned = f->common->fail_on == FAIL_ON_WARNING &&
			    f->diag.count[DIAG_WARNING];

	tell_findings(f);
	if (f->system_failed) {
		f->status = PROG_SYSTEM;
		return false;
	}
	if (f->diag.count[DIAG_ERROR] || warned) {
		f->status = PROG_INPUT;
		if (f->diag.count[DIAG_ERROR] && f->common->findings &&
		    !f->tells_end)
			msg_error("%llu error%s in the input; see '%s'",
				  (unsigned long long)
				  f->diag.count[DIAG_ERROR],
				  f->diag.count[DIAG_ERROR] == 1 ? "" : "s",
				  f->common->findings);
		else if (!f->diag.count[DIAG_ERROR])
			msg_error("warnings reject the input "
				  "(--fail-on warning)");
		return false;
	}
	return true;
}

enum table_kind frame_kind(const struct frame *f)
{
	switch (f->common->format) {
	case FORMAT_CSV:
		return TABLE_CSV;
	case FORMAT_TSV:
		return TABLE_TSV;
	case FORMAT_JSON:
		return TABLE_JSON;
	case FORMAT_NDJSON:
		return TABLE_NDJSON;
	case FORMAT_TABLE:
		return TABLE_TEXT_TABLE;
	case FORMAT_MD:
		return TABLE_MD;
	case FORMAT_HTML:
		return TABLE_HTML;
	case FORMAT_XLSX:
		return TABLE_XLSX;
	default:
		return !f->common->output && prog_stdout_is_terminal() ?
		       TABLE_TEXT_TABLE : TABLE_CSV;
	}
}

bool frame_table(struct frame *f, const struct table_format *format,
		 struct table_out_options *options)
{
	struct buf why = BUF_INIT;
	bool ok = true;

	*options = (struct table_out_options){
		.kind = frame_kind(f),
		.for_spreadsheet = f->common->for_spreadsheet,
		.width = !f->common->output && prog_stdout_is_terminal() ?
			 prog_width() : 0,
		.bold_head = !f->common->output && msg_color_stdout(),
		.book = frame_book(),
	};
	if (!f->common->columns)
		return true;
	mem_free(f->pick);
	f->pick = NULL;
	if (table_pick(format, span_of(f->common->columns), &f->pick,
		       &options->picks, &why)) {
		options->pick = f->pick;
	} else {
		frame_usage(f, "--columns: %s", why.p);
		ok = false;
	}
	buf_release(&why);
	return ok;
}

bool frame_listed(const struct frame *f, const struct table_format *format)
{
	static const char *const types[] = {
		"text", "count", "percent", "date", "one of ",
	};

	if (!f->common->list_columns)
		return false;
	for (unsigned i = 0; i < format->count; i++) {
		const struct table_column *c = &format->columns[i];

		prog_print(span_of(c->name));
		if (msg_verbose()) {
			prog_print(SPAN("\t"));
			prog_print(span_of(types[c->type]));
			prog_print(span_of(c->values));
			prog_print(SPAN("\t"));
			prog_print(span_of(c->help));
		}
		prog_print(SPAN("\n"));
	}
	return true;
}

struct out *frame_out(const struct frame *f)
{
	return out_open(f->common->output);
}

int frame_commit(struct frame *f, struct out *o, int status)
{
	struct buf why = BUF_INIT;

	if (!out_commit(o, &why)) {
		msg_error("%s", why.p);
		status = PROG_SYSTEM;
	}
	buf_release(&why);
	if (status != PROG_SYSTEM && !frame_summary_end(f))
		status = PROG_SYSTEM;
	return status;
}

int32_t frame_as_of(const struct frame *f, int32_t newest)
{
	return f->common->as_of.given ? f->common->as_of.day : newest;
}

struct json *frame_summary(struct frame *f)
{
	struct json *j = &f->summary_json;

	if (!f->common->summary)
		return NULL;
	buf_sink_init(&f->summary_sink, &f->summary);
	json_init(j, &f->summary_sink.sink);
	json_object(j, NULL);
	json_string(j, "schema", SPAN("summary/1"));
	json_string(j, "tool", span_of(f->cli->tool));
	json_string(j, "version", span_of(PACKAGE_VERSION));
	json_array(j, "inputs");
	for (size_t i = 0; i < f->sources.n; i++) {
		const struct frame_source *s = &f->sources.v[i];

		json_object_flat(j, NULL);
		json_string(j, "role", span_of(s->role));
		json_string(j, "name", span_of(s->source.name));
		json_string(j, "sha256", span_of(s->source.sha256));
		if (s->has_rows)
			json_u64(j, "rows", s->source.rows);
		json_end(j);
	}
	json_end(j);
	return j;
}

bool frame_summary_end(struct frame *f)
{
	struct buf why = BUF_INIT;
	struct out *o;
	bool ok;

	if (!f->common->summary || f->summary.n == 0)
		return true;
	json_end(&f->summary_json);
	o = out_open(f->common->summary);
	sink_put(out_sink(o), buf_span(&f->summary));
	ok = out_commit(o, &why);
	if (!ok)
		msg_error("%s", why.p);
	buf_release(&why);
	return ok;
}
