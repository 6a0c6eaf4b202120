/*
 * diag.c - findings: what is wrong with the data, collected
 *
 * Values and texts are copied into one arena; names of files and columns
 * are few and kept once. What is counted is told by kind, a pair of file and
 * code, so that one bad column cannot crowd out every other finding.
 *
 * Sorting goes over small keys that hold the number of the file; the
 * findings are then moved once.
 */
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"

struct sort_key {
	const struct finding *f;
	uint32_t file;		/* INTERN_NONE: of no one file */
	size_t arrival;
};

const char *diag_severity_name(enum diag_severity s)
{
	static const char *const name[DIAG_SEVERITIES] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
	};

	if (s >= DIAG_SEVERITIES)
		BUG("unknown severity");
	return name[s];
}

const char *diag_file(struct diag *d, const char *name)
{
	return intern_get(&d->files,
			  intern_put(&d->files, span_of(name), NULL)).p;
}

/* Code and file; the byte between tells no file from one without a name. */
static struct span kind_key(struct buf *b, const struct finding *f)
{
	buf_clear(b);
	buf_add(b, span_of(f->code));
	buf_add_char(b, f->file ? '\1' : '\0');
	buf_add(b, span_of(f->file));
	return buf_span(b);
}

/* Counts the finding's kind; false if it has enough of them. */
static bool wanted(struct diag *d, const struct finding *f)
{
	struct buf key = BUF_INIT;
	uint32_t kind;
	bool fresh;

	kind = intern_put(&d->kinds, kind_key(&key, f), &fresh);
	buf_release(&key);
	if (fresh)
		vec_push(&d->kind_count, 0);
	d->kind_count.v[kind]++;
	return !d->keep || d->kind_count.v[kind] <= d->keep;
}

/* Does not cut a character in two. */
static struct span keep_text(struct diag *d, struct span s)
{
	size_t n = DIAG_BYTES;
	struct buf cut = BUF_INIT;
	struct span kept;

	if (s.n <= DIAG_BYTES)
		return arena_span(&d->arena, s);
	while (n > DIAG_BYTES - 3 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	buf_add_bytes(&cut, s.p, n);
	buf_add(&cut, SPAN("\xe2\x80\xa6"));
	kept = arena_span(&d->arena, buf_span(&cut));
	buf_release(&cut);
	return kept;
}

void diag_add(struct diag *d, const struct finding *f)
{
	const char *file = f->file ? diag_file(d, f->file) : NULL;
	struct span last = SPAN_EMPTY;
	struct finding *kept;

	if (f->severity >= DIAG_SEVERITIES)
		BUG("unknown severity");
	d->count[f->severity]++;
	if (!wanted(d, f))
		return;
	if (d->found.n)
		last = d->found.v[d->found.n - 1].text;
	kept = vec_add(&d->found);
	*kept = *f;
	kept->file = file;
	kept->column = intern_get(&d->columns,
				  intern_put(&d->columns, f->column, NULL));
	kept->value = f->has_value ? keep_text(d, f->value) : SPAN_EMPTY;
	kept->text = span_eq(last, f->text) ? last : keep_text(d, f->text);
	kept->more = false;
}

/* The number of the finding's kind, or INTERN_NONE. */
static uint32_t kind_of(const struct diag *d, const struct finding *f)
{
	struct buf key = BUF_INIT;
	const uint32_t kind = intern_find(&d->kinds, kind_key(&key, f));

	buf_release(&key);
	return kind;
}

bool diag_is_full(const struct diag *d, const char *file, const char *code)
{
	const uint32_t kind = kind_of(d, &(struct finding){
		.code = code, .file = file });

	return kind != INTERN_NONE && d->keep &&
	       d->kind_count.v[kind] >= d->keep;
}

void diag_count(struct diag *d, const struct finding *f, uint64_t n)
{
	if (!diag_is_full(d, f->file, f->code))
		BUG("findings counted that could be kept");
	d->count[f->severity] += n;
	d->kind_count.v[kind_of(d, f)] += n;
}

static int order(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int key_cmp(const void *left, const void *right)
{
	const struct sort_key *a = left, *b = right;
	const struct finding *f = a->f, *g = b->f;
	int cmp = order(a->file, b->file);

	if (!cmp)
		cmp = order(f->line, g->line);
	if (!cmp)
		cmp = order(f->position, g->position);
	if (!cmp)
		cmp = span_cmp(span_of(f->code), span_of(g->code));
	if (!cmp)
		cmp = order(f->has_value, g->has_value);
	if (!cmp)
		cmp = span_cmp(f->value, g->value);
	if (!cmp)
		cmp = span_cmp(f->text, g->text);
	if (!cmp)
		cmp = span_cmp(f->column, g->column);
	if (!cmp)
		cmp = order(f->severity, g->severity);
	return cmp ? cmp : order(a->arrival, b->arrival);
}

static uint32_t file_number(const struct diag *d, const struct finding *f)
{
	return f->file ? intern_find(&d->files, span_of(f->file)) :
			 INTERN_NONE;
}

static void forget_notes(struct diag *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->found.n; i++)
		if (!d->found.v[i].more)
			d->found.v[kept++] = d->found.v[i];
	d->found.n = kept;
}

static void sort_found(struct diag *d)
{
	struct sort_key *key = mem_array(d->found.n, sizeof(*key));
	struct finding *sorted = mem_array(d->found.n, sizeof(*sorted));
	size_t n = d->found.n;

	for (size_t i = 0; i < n; i++) {
		const struct finding *f = &d->found.v[i];

		key[i] = (struct sort_key){ f, file_number(d, f), i };
	}
	qsort(key, n, sizeof(*key), key_cmp);
	for (size_t i = 0; i < n; i++)
		sorted[i] = *key[i].f;
	if (n)
		memcpy(d->found.v, sorted, n * sizeof(*sorted));
	mem_free(key);
	mem_free(sorted);
}

/* In the order of the first finding of each kind. */
static void add_notes(struct diag *d)
{
	unsigned char *told = mem_array(d->kind_count.n, 1);
	struct buf key = BUF_INIT;
	size_t n = d->found.n;

	for (size_t i = 0; i < n; i++) {
		const struct finding *f = &d->found.v[i];
		struct finding note = { .severity = DIAG_NOTE, .more = true };
		uint32_t kind;

		kind = intern_find(&d->kinds, kind_key(&key, f));
		if (kind == INTERN_NONE)
			BUG("a finding of no kind");
		if (!d->keep || d->kind_count.v[kind] <= d->keep ||
		    told[kind])
			continue;
		told[kind] = 1;
		note.code = f->code;
		note.file = f->file;
		note.column = SPAN_EMPTY;
		note.value = SPAN_EMPTY;
		note.text = arena_printf(&d->arena, "%llu more like this",
			(unsigned long long)(d->kind_count.v[kind] - d->keep));
		vec_push(&d->found, note);
	}
	buf_release(&key);
	mem_free(told);
}

void diag_sort(struct diag *d)
{
	forget_notes(d);
	sort_found(d);
	add_notes(d);
}

void diag_release(struct diag *d)
{
	uint64_t keep = d->keep;

	arena_release(&d->arena);
	vec_release(&d->found);
	intern_release(&d->files);
	intern_release(&d->columns);
	intern_release(&d->kinds);
	vec_release(&d->kind_count);
	*d = (struct diag)DIAG_INIT;
	d->keep = keep;
}

void diag_line(const struct finding *f, struct buf *out)
{
	if (f->file) {
		utf8_add_visible(out, span_of(f->file));
		if (f->line) {
			buf_add_char(out, ':');
			buf_add_u64(out, f->line);
		}
		buf_add(out, SPAN(": "));
	}
	if (f->column.n) {
		buf_add(out, SPAN("column '"));
		utf8_add_visible(out, f->column);
		buf_add(out, SPAN("': "));
	}
	if (f->has_value) {
		buf_add_char(out, '\'');
		utf8_add_visible(out, f->value);
		buf_add(out, SPAN("' "));
	}
	utf8_add_visible(out, f->text);
	if (f->severity != DIAG_ERROR)
		buf_addf(out, " (%s)", diag_severity_name(f->severity));
	if (f->code)
		buf_addf(out, " [%s]", f->code);
}
