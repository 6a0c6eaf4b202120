/* What the files of a pack say of each other. */
#include "file/evidence_room.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/num.h"
#include "file/doc.h"
#include "file/table_in.h"
#include "model/result.h"

#define INDEX		"attempts.ndjson"
#define UNMATCHED	"unmatched.ndjson"
#define ATTEMPTS	"attempts.csv"
#define RESULTS		"results.csv"
#define MANIFEST	"manifest.json"

struct indexed {			/* an attempt */
	uint64_t line;
	char sum[SHA256_TEXT];		/* of its line */
	struct span verdict;		/* empty: open */
	bool in_attempts;
};

struct check;
typedef void line_taker(struct check *c, struct doc *doc,
			const struct doc_value *root, struct span line);

struct check {
	struct verify *v;
	line_taker *take;
	struct intern keys;		/* cycle, case, attempt */
	VEC(struct indexed) index;
	struct evidence_totals seen;
	const char *file;		/* that is being read */
	uint64_t line;
};

static const char *const codes[] = TABLE_CODES("SIT");

/* ---- JSON, without findings of its own ---- */

static struct span text_of(struct doc *doc, const struct doc_value *v,
			   const char *name)
{
	const struct doc_value *m = doc_member(v, name);
	struct span s = SPAN_EMPTY;

	if (m && doc_kind(m) == DOC_STRING)
		doc_string(doc, m, &s);
	return s;
}

static bool number_of(struct doc *doc, const struct doc_value *v,
		      const char *name, uint64_t *n)
{
	const struct doc_value *m = doc_member(v, name);
	struct span spelling;

	return m && doc_kind(m) == DOC_NUMBER &&
	       doc_number(doc, m, &spelling) && num_parse(spelling, n);
}

static const struct doc_value *list_of(const struct doc_value *v,
				       const char *name)
{
	const struct doc_value *m = doc_member(v, name);

	return m && doc_kind(m) == DOC_ARRAY ? m : NULL;
}

/* ---- bodies ---- */

static void check_body(struct check *c, struct doc *doc,
		       const struct doc_value *v)
{
	const struct span sum = text_of(doc, v, "sha256");
	struct buf name = BUF_INIT;
	struct listed *f;
	uint64_t bytes = 0;

	buf_addf(&name, EVIDENCE_BODIES "/" SPAN_F, SPAN_A(sum));
	f = verify_file(c->v, buf_span(&name));
	if (!f)
		verify_find(c->v, SIT126, c->file, c->line, &sum,
			    "is the digest of no body in the pack");
	else if (!number_of(doc, v, "bytes", &bytes) || bytes != f->bytes)
		verify_find(c->v, SIT126, c->file, c->line, &sum, "has %llu "
			    "bytes, not %llu", (unsigned long long)f->bytes,
			    (unsigned long long)bytes);
	if (f)
		f->told = true;
	buf_release(&name);
}

static void check_member(struct check *c, struct doc *doc,
			 const struct doc_value *v, const char *name)
{
	const struct doc_value *m = doc_member(v, name);

	if (m)
		check_body(c, doc, m);
}

/* ---- lines ---- */

static uint32_t key_of(struct check *c, struct span cycle, struct span id,
		       struct span attempt, bool put, bool *fresh)
{
	struct buf key = BUF_INIT;
	uint32_t at;

	buf_add(&key, cycle);
	buf_add_char(&key, '\0');
	buf_add(&key, id);
	buf_add_char(&key, '\0');
	buf_add(&key, attempt);
	at = put ? intern_put(&c->keys, buf_span(&key), fresh) :
	     intern_find(&c->keys, buf_span(&key));
	buf_release(&key);
	return at;
}

static void take_attempt(struct check *c, struct doc *doc,
			 const struct doc_value *root, struct span line)
{
	const struct doc_value *list = list_of(root, "requests");
	const struct doc_value *e = NULL;
	const struct span id = text_of(doc, root, "case_id");
	struct indexed x = { .line = c->line };
	char text[NUM_TEXT];
	struct sha256 h;
	uint64_t attempt;
	bool fresh;

	if (!id.n || !number_of(doc, root, "attempt", &attempt)) {
		verify_find(c->v, SIT125, c->file, c->line, NULL,
			    "lacks the case_id or the attempt");
		return;
	}
	while (list && (e = doc_next(list, e))) {
		check_member(c, doc, e, "body");
		check_member(c, doc, e, "answer");
		c->seen.requests++;
	}
	list = list_of(root, "messages");
	while (list && (e = doc_next(list, e))) {
		check_member(c, doc, e, "body");
		c->seen.messages++;
	}
	c->seen.attempts++;
	sha256_init(&h);
	sha256_add(&h, line.p, line.n);
	sha256_hex(&h, x.sum);
	x.verdict = arena_span(&c->v->arena, text_of(doc, root, "verdict"));
	if (!text_of(doc, root, "ended_at").n)
		x.verdict = SPAN("NO_VERDICT");
	key_of(c, text_of(doc, root, "cycle"), id,
	       span_of(num_text(attempt, text)), true, &fresh);
	if (fresh)
		vec_push(&c->index, x);
	else
		verify_find(c->v, SIT125, c->file, c->line, &id,
			    "has the same attempt twice");
}

static void take_unmatched(struct check *c, struct doc *doc,
			   const struct doc_value *root, struct span line)
{
	(void)line;
	check_member(c, doc, root, "body");
	c->seen.unmatched++;
}

static void take_line(void *into, struct span line)
{
	struct check *c = into;
	struct diag quiet = DIAG_INIT;
	struct doc *doc = doc_read_text(line, c->file, &quiet, codes);
	const struct doc_value *root = doc_root(doc);

	c->line++;
	if (root && doc_kind(root) == DOC_OBJECT)
		c->take(c, doc, root, line);
	else
		verify_find(c->v, SIT125, c->file, c->line, NULL,
			    "is not an object of JSON");
	doc_close(doc);
	diag_release(&quiet);
}

static void read_lines(struct check *c, const char *name, line_taker *take)
{
	c->file = name;
	c->line = 0;
	c->take = take;
	if (verify_file(c->v, span_of(name)))
		verify_lines(c->v, name, take_line, c);
}

/* ---- tables ---- */

static struct indexed *index_of(struct check *c, const struct span *cells)
{
	const uint32_t at = key_of(c, cells[RESULT_CYCLE],
				   cells[RESULT_CASE_ID],
				   cells[RESULT_ATTEMPT], false, NULL);

	return at == INTERN_NONE ? NULL : &c->index.v[at];
}

static void check_row(struct table_in *t, const struct span *cells)
{
	struct check *c = t->into;
	const struct span id = cells[RESULT_CASE_ID];
	struct indexed *x = index_of(c, cells);

	if (!x) {
		verify_find(c->v, SIT128, c->file, t->line, &id,
			    "has no such attempt in " INDEX);
		return;
	}
	if (!span_eq(cells[RESULT_EVIDENCE_SHA256], span_of(x->sum)))
		verify_find(c->v, SIT128, c->file, t->line, &id, "has "
			"another evidence_sha256 than line %llu of " INDEX,
			(unsigned long long)x->line);
	if (!span_eq(cells[RESULT_VERDICT], x->verdict))
		verify_find(c->v, SIT128, c->file, t->line, &id, "has "
			"another verdict than line %llu of " INDEX,
			(unsigned long long)x->line);
}

static void take_tried(struct table_in *t, const struct span *cells)
{
	struct check *c = t->into;
	struct indexed *x = index_of(c, cells);

	check_row(t, cells);
	if (x && x->in_attempts)
		verify_find(c->v, SIT128, c->file, t->line,
			    &cells[RESULT_CASE_ID], "has the attempt twice");
	if (x)
		x->in_attempts = true;
}

static void take_result(struct table_in *t, const struct span *cells)
{
	struct check *c = t->into;
	unsigned verdict = 0;

	c->seen.cases++;
	if (!cells[RESULT_EVIDENCE_SHA256].n &&
	    span_eq(cells[RESULT_ATTEMPTS], SPAN("0"))) {
		c->seen.not_run++;
		return;
	}
	if (table_in_value(t, RESULT_VERDICT, cells, &verdict) && verdict < 7)
		c->seen.verdicts[verdict]++;
	check_row(t, cells);
}

static void read_table(struct check *c, const char *name,
		       table_in_taker *take)
{
	const struct table_in_kind kind = { &result_format, take, SIT130,
					    TABLE_IN_EXACT };
	struct verify *v = c->v;
	struct rows_source source;
	struct buf path = BUF_INIT;
	bool system = false;

	c->file = name;
	if (verify_file(v, span_of(name))) {
		buf_addf(&path, "%s/%s", v->path, name);
		table_in_read(&kind, path.p, v->limits, v->d, c, &source,
			      &system);
		v->system = v->system || system;
	}
	buf_release(&path);
}

/* ---- the manifest ---- */

static void follows(struct check *c, struct doc *doc,
		    const struct doc_value *totals, const char *name,
		    uint64_t counted)
{
	uint64_t said = 0;

	if (number_of(doc, totals, name, &said) && said == counted)
		return;
	verify_find(c->v, SIT129, MANIFEST, doc_line(totals), NULL,
		    "the total '%s' is %llu, but the files have %llu", name,
		    (unsigned long long)said, (unsigned long long)counted);
}

static void check_totals(struct check *c, struct doc *doc,
			 const struct doc_value *totals)
{
	struct span rest = span_of(result_format.columns[RESULT_VERDICT].
				   values);
	const struct evidence_totals *n = &c->seen;
	struct span one;

	for (unsigned i = 0; span_cut(&rest, '|', &one); i++)
		follows(c, doc, totals, arena_string(&c->v->arena, one),
			n->verdicts[i]);
	follows(c, doc, totals, "cycles", n->cycles);
	follows(c, doc, totals, "cases", n->cases);
	follows(c, doc, totals, "not_run", n->not_run);
	follows(c, doc, totals, "attempts", n->attempts);
	follows(c, doc, totals, "requests", n->requests);
	follows(c, doc, totals, "messages", n->messages);
	follows(c, doc, totals, "unmatched", n->unmatched);
	follows(c, doc, totals, "bodies", n->bodies);
	follows(c, doc, totals, "bytes", n->bytes);
}

static void read_manifest(struct check *c)
{
	struct buf bytes = BUF_INIT;
	const struct doc_value *root, *list, *totals, *e = NULL;
	struct doc *doc;

	verify_bytes(c->v, MANIFEST, &bytes);
	doc = doc_read_text(buf_span(&bytes), MANIFEST, c->v->d, codes);
	root = doc_root(doc);
	totals = root && doc_kind(root) == DOC_OBJECT ?
		 doc_member(root, "totals") : NULL;
	if (!totals || !span_eq(text_of(doc, root, "schema"),
				SPAN("sit-evidence/1"))) {
		verify_find(c->v, SIT130, MANIFEST, 0, NULL,
			    "is not that of a pack of evidence");
	} else {
		c->file = MANIFEST;
		list = list_of(root, "inputs");
		while (list && (e = doc_next(list, e))) {
			c->line = doc_line(e);
			if (text_of(doc, e, "sha256").n)
				check_body(c, doc, e);
		}
		list = list_of(root, "cycles");
		while (list && (e = doc_next(list, e)))
			c->seen.cycles++;
		check_totals(c, doc, totals);
	}
	doc_close(doc);
	buf_release(&bytes);
}

/* ---- all of it ---- */

static void count_bodies(struct check *c)
{
	const struct span bodies = SPAN(EVIDENCE_BODIES "/");
	struct verify *v = c->v;

	for (uint32_t i = 0; i < v->names.count; i++) {
		if (span_starts(intern_get(&v->names, i), bodies)) {
			c->seen.bodies++;
			c->seen.bytes += v->files.v[i].bytes;
		}
	}
}

static void tell_unused(struct check *c)
{
	const struct span bodies = SPAN(EVIDENCE_BODIES "/");
	struct verify *v = c->v;

	for (uint32_t i = 0; i < v->names.count; i++) {
		const struct span name = intern_get(&v->names, i);

		if (span_starts(name, bodies) && v->files.v[i].found &&
		    !v->files.v[i].told)
			verify_find(v, SIT127, EVIDENCE_SUMS,
				    v->files.v[i].line, &name,
				    "is a body that no attempt, message or "
				    "input has");
	}
	for (size_t i = 0; i < c->index.n; i++) {
		if (!c->index.v[i].in_attempts)
			verify_find(v, SIT128, INDEX, c->index.v[i].line,
				    NULL, "is an attempt that " ATTEMPTS
				    " does not have");
	}
}

static void need(struct verify *v, const char *name)
{
	if (intern_find(&v->names, span_of(name)) == INTERN_NONE)
		verify_find(v, SIT120, EVIDENCE_SUMS, 0, NULL,
			    "lacks the file '%s', which every pack has",
			    name);
}

static void check_content(struct verify *v)
{
	struct check c = { .v = v, .keys = INTERN_INIT };

	need(v, MANIFEST);
	need(v, RESULTS);
	need(v, ATTEMPTS);
	need(v, INDEX);
	need(v, UNMATCHED);
	count_bodies(&c);
	read_lines(&c, INDEX, take_attempt);
	read_lines(&c, UNMATCHED, take_unmatched);
	read_table(&c, ATTEMPTS, take_tried);
	read_table(&c, RESULTS, take_result);
	if (verify_file(v, SPAN(MANIFEST)))
		read_manifest(&c);
	tell_unused(&c);
	memcpy(c.seen.sums, v->t->sums, sizeof(c.seen.sums));
	*v->t = c.seen;
	intern_release(&c.keys);
	vec_release(&c.index);
}

bool evidence_verify(const char *path, const struct input_limits *limits,
		     struct diag *d, struct evidence_totals *totals,
		     bool *system)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct verify v = { .path = path, .limits = limits, .d = d,
			    .t = totals, .names = INTERN_INIT };

	*totals = (struct evidence_totals){ .cycles = 0 };
	v.fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (v.fd < 0) {
		v.system = true;
		code_find(d, SIT120, &(struct code_place){ .file =
			  diag_file(d, path) }, "cannot be opened: %s",
			  strerror(errno));
	} else if (verify_files(&v)) {
		check_content(&v);
	}
	if (v.fd >= 0)
		close(v.fd);
	intern_release(&v.names);
	vec_release(&v.files);
	arena_release(&v.arena);
	*system = v.system;
	return d->count[DIAG_ERROR] == errors && !v.system;
}
