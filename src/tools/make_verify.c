/* Inputs are known by base name and role in no other way: a name that the
 * release records twice is checked against both digests. */
#include "tools/make_verify.h"

#include "base/mem.h"
#include "base/num.h"
#include "file/ppcl_in.h"
#include "file/ppcl_out.h"
#include "model/change.h"
#include "model/codes.h"

static void digest(struct frame *f, const char *path, const char **name,
		   char text[SHA256_TEXT])
{
	struct input *in = input_open(path, &f->limits, &f->diag, "PPCL001");

	input_digest(in, text);
	*name = input_name(in);
	f->system_failed = f->system_failed || input_system_error(in);
	input_close(in);
}

static void check_input(struct frame *f, const struct release *r,
			const char *path, bool *seen)
{
	char text[SHA256_TEXT];
	const char *name;
	const struct release_input *named = NULL;

	digest(f, path, &name, text);
	if (f->system_failed)
		return;
	for (size_t i = 0; i < r->inputs.n; i++) {
		if (!span_eq(r->inputs.v[i].name, span_of(name)))
			continue;
		named = &r->inputs.v[i];
		if (span_eq(named->sha256, span_of(text))) {
			seen[i] = true;
			return;
		}
	}
	if (named)
		code_find(&f->diag, PPCL015, &(struct code_place){
			.file = name, .column = "sha256",
			.value = &named->sha256 }, "is the digest that the "
			"release records, and this file has %s", text);
	else
		code_find(&f->diag, PPCL033, &(struct code_place){
			.file = name }, "the release names no input of that "
			"name");
}

static int write_checked(struct frame *f, const struct release *r,
			 const char *name, const bool *seen)
{
	struct span cells[VERIFY_COLUMNS];
	struct arena a = ARENA_INIT;
	char text[SHA256_TEXT];
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &verify_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &verify_format, &to);
	ppcl_digest(r, text);
	cells[VERIFY_COL_WHAT] = SPAN("ROWS");
	cells[VERIFY_COL_NAME] = span_of(name);
	cells[VERIFY_COL_SHA256] = span_of(text);
	cells[VERIFY_COL_ROWS] = arena_printf(&a, "%zu", r->rows.n);
	cells[VERIFY_COL_VERDICT] = SPAN("SAME");
	table_out_row(&t, cells);
	for (size_t i = 0; i < r->inputs.n; i++) {
		const struct release_input *in = &r->inputs.v[i];

		cells[VERIFY_COL_WHAT] = SPAN("INPUT");
		cells[VERIFY_COL_NAME] = in->name;
		cells[VERIFY_COL_SHA256] = in->sha256;
		cells[VERIFY_COL_ROWS] = !in->has_rows ? SPAN_EMPTY :
			arena_printf(&a, "%llu", (unsigned long long)in->rows);
		cells[VERIFY_COL_VERDICT] = seen[i] ? SPAN("SAME") :
						      SPAN("NOT_AT_HAND");
		table_out_row(&t, cells);
	}
	table_out_end(&t);
	arena_release(&a);
	return frame_commit(f, out, PROG_OK);
}

int make_verify(struct frame *f, const char *path, char **inputs, int n)
{
	struct release r = RELEASE_INIT;
	struct rows_source source;
	bool system, *seen;
	int status;

	ppcl_read(&r, path, &f->limits, &f->diag, &source, &system);
	f->system_failed = f->system_failed || system;
	frame_source(f, "input", &source, true);
	if (!r.has_digest && f->diag.count[DIAG_ERROR] == 0 && !system)
		code_find(&f->diag, PPCL014, &(struct code_place){
			.file = source.name }, "records no digest; only a "
			"release in JSON does");
	seen = mem_array(r.inputs.n + 1, sizeof(*seen));
	for (int i = 0; i < n && f->diag.count[DIAG_ERROR] == 0; i++)
		check_input(f, &r, inputs[i], seen);
	(void)frame_summary(f);
	status = frame_accepts(f) ? write_checked(f, &r, source.name, seen) :
				    f->status;
	mem_free(seen);
	release_release(&r);
	return status;
}
