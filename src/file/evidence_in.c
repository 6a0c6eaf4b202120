/* What the files of a pack say of each other. */
#include "file/evidence_room.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/num.h"
#include "file/cases_in.h"
#include "file/doc.h"
#include "file/journal.h"
#include "file/table_in.h"
#include "model/result.h"

#define INDEX		"attempts.ndjson"
#define UNMATCHED	"unmatched.ndjson"
#define ATTEMPTS	"attempts.csv"
#define RESULTS		"results.csv"
#define MANIFEST	"manifest.json"
#define EVENTS		"events.ndjson"

/* What a row says again of its line: columns of one name with the members. */
static const unsigned again[] = {
	RESULT_DEVICE_ID, RESULT_S1SP, RESULT_TIMING, RESULT_ACK_CODE,
	RESULT_FINAL_CODE, RESULT_REQUEST_ID, RESULT_SENT_AT, RESULT_ACK_MS,
	RESULT_RESULT_MS, RESULT_TRT_MS, RESULT_REASON,
};
enum { AGAIN = sizeof(again) / sizeof(again[0]), TOLD = AGAIN + DEVICES };

struct indexed {			/* an attempt */
	uint64_t line;
	char sum[SHA256_TEXT];		/* of its line */
	struct span verdict;		/* empty: open */
	bool open;
	struct span told[TOLD];		/* again[], then the firmware */
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
	bool planned;			/* the manifest names the plans */
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

static struct span kept(struct check *c, struct doc *doc,
			const struct doc_value *v, const char *name)
{
	char text[NUM_TEXT];
	uint64_t n;

	return arena_span(&c->v->arena, number_of(doc, v, name, &n) ?
			  span_of(num_text(n, text)) : text_of(doc, v, name));
}

static void keep_told(struct check *c, struct doc *doc,
		      const struct doc_value *root, struct indexed *x)
{
	const struct doc_value *firmware = doc_member(root, "firmware");

	x->open = !text_of(doc, root, "ended_at").n;
	for (unsigned i = 0; i < AGAIN; i++)
		x->told[i] = kept(c, doc, root,
				  result_format.columns[again[i]].name);
	for (unsigned d = 0; firmware && d < DEVICES; d++)
		x->told[AGAIN + d] = kept(c, doc, firmware,
					  device_name((enum device)d));
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
	keep_told(c, doc, root, &x);
	if (x.open)
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

/* An attempt that is open says in its row, and only there, what it waits
 * for; NA is what a line leaves out. */
static void check_told(struct check *c, uint64_t line, const struct indexed *x,
		       const struct span *cells)
{
	for (unsigned i = 0; i < TOLD; i++) {
		const unsigned column = i < AGAIN ? again[i] :
			result_firmware((enum device)(i - AGAIN));
		struct span is = cells[column];

		if ((column == RESULT_REASON && x->open) ||
		    (column == RESULT_TIMING && !x->told[i].n &&
		     span_eq(is, SPAN("NA"))))
			continue;
		if (!span_eq(is, x->told[i]))
			verify_find(c->v, SIT128, c->file, line,
				    &cells[RESULT_CASE_ID], "has another %s "
				    "than line %llu of " INDEX,
				    result_format.columns[column].name,
				    (unsigned long long)x->line);
	}
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
	check_told(c, t->line, x, cells);
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

/* The plan of a cycle: there, and the one that was run. */
static void check_plan(struct check *c, struct doc *doc,
		       const struct doc_value *cycle)
{
	const struct span name = text_of(doc, cycle, "plan");
	struct listed *f = verify_file(c->v, name);
	struct cases cases = CASES_INIT;
	struct rows_source source;
	struct buf path = BUF_INIT;
	char digest[SHA256_TEXT];
	bool system = false;

	if (!f) {
		verify_find(c->v, SIT120, MANIFEST, doc_line(cycle), &name,
			    "is the plan of a cycle, and not in the pack");
		return;
	}
	f->told = true;
	buf_addf(&path, "%s/" SPAN_F, c->v->path, SPAN_A(name));
	if (cases_in_read(&cases, path.p, c->v->limits, c->v->d, &source,
			  &system)) {
		journal_plan_digest(&cases, digest);
		if (!span_eq(span_of(digest),
			     text_of(doc, cycle, "plan_sha256")))
			verify_find(c->v, SIT128, MANIFEST, doc_line(cycle),
				    &name, "is not the plan that its cycle "
				    "was run by");
	}
	c->v->system = c->v->system || system;
	buf_release(&path);
	cases_release(&cases);
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
		c->planned = true;
		list = list_of(root, "inputs");
		while (list && (e = doc_next(list, e))) {
			c->line = doc_line(e);
			if (text_of(doc, e, "sha256").n)
				check_body(c, doc, e);
		}
		list = list_of(root, "cycles");
		while (list && (e = doc_next(list, e))) {
			check_plan(c, doc, e);
			c->seen.cycles++;
		}
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

static const char *const every[] = { MANIFEST, RESULTS, ATTEMPTS, INDEX,
				     UNMATCHED, EVENTS };

static bool is_known(struct span name)
{
	for (size_t i = 0; i < sizeof(every) / sizeof(every[0]); i++) {
		if (span_eq(name, span_of(every[i])))
			return true;
	}
	return false;
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
		else if (c->planned && !v->files.v[i].told &&
			 !span_starts(name, bodies) && !is_known(name))
			verify_find(v, SIT123, EVIDENCE_SUMS,
				    v->files.v[i].line, &name,
				    "is no file of a pack");
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

	for (size_t i = 0; i < sizeof(every) / sizeof(every[0]); i++)
		need(v, every[i]);
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
