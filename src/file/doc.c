/*
 * doc.c - small JSON documents: policies and settings
 *
 * The guard checks the text and records every value in the order of its
 * first byte; cJSON then builds the tree. The two are walked side by side
 * once, so that each node has its place and its spelling: numbers are never
 * taken from cJSON, which keeps them as doubles. For the same reason the
 * copy that cJSON sees has every number of more than 60 characters blanked:
 * some of its versions cut numbers there.
 */
#include "file/doc.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "file/json_guard.h"

enum { NUMBER_MAX = 60 };

enum doc_code { DOC_UNREADABLE = 1, DOC_WRONG = 2, DOC_UNKNOWN = 8 };

struct doc_value {
	const cJSON *node;
	const struct guard_value *place;
	const struct doc_value *parent;	/* NULL: the root */
};

struct doc {
	struct input *in;		/* NULL: it was in memory */
	const char *name;
	struct diag *diag;
	const char *const *codes;
	struct buf text;
	struct json_guard guard;
	cJSON *tree;
	struct doc_value *value;	/* as guard.value; NULL: refused */
};

static void *cjson_alloc(size_t n)
{
	return mem_resize(NULL, n ? n : 1, 1);
}

static void refuse(struct doc *doc, const char *text)
{
	diag_add(doc->diag, &(struct finding){ .severity = DIAG_ERROR,
		.code = doc->codes[DOC_UNREADABLE],
		.file = doc->name, .text = span_of(text) });
}

static void blank_long_numbers(const struct doc *doc, struct buf *copy)
{
	for (size_t i = 0; i < doc->guard.value.n; i++) {
		const struct guard_value *v = &doc->guard.value.v[i];
		char *p = copy->p + (v->text.p - doc->text.p);

		if (v->kind != GUARD_NUMBER || v->text.n <= NUMBER_MAX)
			continue;
		memset(p, ' ', v->text.n);
		*p = '0';
	}
}

static bool build_tree(struct doc *doc)
{
	struct buf copy = BUF_INIT;
	cJSON_Hooks hooks = { cjson_alloc, mem_free };

	buf_add(&copy, buf_span(&doc->text));
	blank_long_numbers(doc, &copy);
	cJSON_InitHooks(&hooks);
	doc->tree = cJSON_ParseWithLengthOpts(copy.p, copy.n + 1, NULL, true);
	buf_release(&copy);
	return doc->tree != NULL;
}

/* Gives every node its place; false if the two trees differ. */
static bool join(struct doc *doc)
{
	const struct guard_value *place = doc->guard.value.v;
	size_t n = doc->guard.value.n;

	doc->value = mem_array(n, sizeof(*doc->value));
	doc->value[0].node = doc->tree;
	for (size_t i = 0; i < n; i++) {
		struct doc_value *v = &doc->value[i];
		size_t at = i + 1;

		v->place = &place[i];
		for (const cJSON *c = v->node->child; c; c = c->next) {
			if (at >= i + place[i].size)
				return false;
			doc->value[at].node = c;
			doc->value[at].parent = v;
			at += place[at].size;
		}
		if (at != i + place[i].size)
			return false;
	}
	return true;
}

static struct doc *doc_new(struct diag *d, const char *const *codes)
{
	struct doc *doc = mem_array(1, sizeof(*doc));

	doc->diag = d;
	doc->codes = codes;
	doc->guard = (struct json_guard)JSON_GUARD_INIT;
	return doc;
}

static void take_text(struct doc *doc)
{
	if (span_trim(buf_span(&doc->text)).n == 0) {
		refuse(doc, "is empty; expected a JSON document");
		return;
	}
	if (!json_guard_check(&doc->guard, buf_span(&doc->text), 1)) {
		json_guard_report(&doc->guard, doc->diag, doc->name,
				  doc->codes);
		return;
	}
	if (!build_tree(doc) || !join(doc)) {
		refuse(doc, "is JSON that cannot be read here");
		mem_free(doc->value);
		doc->value = NULL;
	}
}

struct doc *doc_read(const char *path, const struct input_limits *limits,
		     struct diag *d, const char *const *codes)
{
	struct doc *doc = doc_new(d, codes);

	doc->in = input_open(path, limits, d, codes[DOC_UNREADABLE]);
	doc->name = input_name(doc->in);
	input_read_all(doc->in, &doc->text);
	if (!input_failed(doc->in))
		take_text(doc);
	return doc;
}

struct doc *doc_read_text(struct span text, const char *name, struct diag *d,
			  const char *const *codes)
{
	struct doc *doc = doc_new(d, codes);

	doc->name = name;
	buf_add(&doc->text, text);
	take_text(doc);
	return doc;
}

const struct doc_value *doc_root(const struct doc *doc)
{
	return doc->value;
}

const char *doc_name(const struct doc *doc)
{
	return doc->name;
}

void doc_digest(const struct doc *doc, char text[SHA256_TEXT])
{
	text[0] = '\0';
	if (doc->in)
		input_digest(doc->in, text);
}

bool doc_system_error(const struct doc *doc)
{
	return doc->in && input_system_error(doc->in);
}

void doc_close(struct doc *doc)
{
	if (!doc)
		return;
	cJSON_Delete(doc->tree);
	mem_free(doc->value);
	json_guard_release(&doc->guard);
	buf_release(&doc->text);
	if (doc->in)
		input_close(doc->in);
	mem_free(doc);
}

struct span doc_key(const struct doc_value *member)
{
	const char *name = member->node->string;

	return name ? span_of(name) : SPAN_EMPTY;
}

enum doc_kind doc_kind(const struct doc_value *v)
{
	static const enum doc_kind kinds[] = {
		[GUARD_OBJECT] = DOC_OBJECT, [GUARD_ARRAY] = DOC_ARRAY,
		[GUARD_STRING] = DOC_STRING, [GUARD_NUMBER] = DOC_NUMBER,
		[GUARD_TRUE] = DOC_TRUE, [GUARD_FALSE] = DOC_FALSE,
		[GUARD_NULL] = DOC_NULL,
	};

	return kinds[v->place->kind];
}

uint64_t doc_line(const struct doc_value *v)
{
	return v->place->line;
}

const struct doc_value *doc_next(const struct doc_value *parent,
				 const struct doc_value *after)
{
	const struct doc_value *next;

	next = after ? after + after->place->size : parent + 1;
	return next < parent + parent->place->size ? next : NULL;
}

const struct doc_value *doc_member(const struct doc_value *object,
				   const char *name)
{
	const struct doc_value *v = NULL;

	if (object->place->kind != GUARD_OBJECT)
		return NULL;
	while ((v = doc_next(object, v)) != NULL)
		if (span_eq(doc_key(v), span_of(name)))
			break;
	return v;
}

/* The text that a user would recognise it by. */
static struct span shown(const struct doc_value *v)
{
	if (v->place->kind == GUARD_STRING)
		return span_of(v->node->valuestring);
	return v->place->text;
}

/* The value's own name, or that of the member it is an element of. */
static struct span named(const struct doc_value *v)
{
	while (v->parent && !v->node->string)
		v = v->parent;
	return doc_key(v);
}

static void add_finding(struct doc *doc, const struct doc_value *v,
			enum doc_code code, struct span column,
			struct span value, const char *text)
{
	diag_add(doc->diag, &(struct finding){ .severity = DIAG_ERROR,
		.code = doc->codes[code], .file = doc_name(doc),
		.line = v->place->line, .column = column, .value = value,
		.has_value = value.p != NULL, .text = span_of(text) });
}

void doc_reject(struct doc *doc, const struct doc_value *v, const char *text)
{
	add_finding(doc, v, DOC_WRONG, named(v), shown(v), text);
}

void doc_complain(struct doc *doc, const struct doc_value *v,
		  const char *text)
{
	add_finding(doc, v, DOC_WRONG, named(v), (struct span){ NULL, 0 },
		    text);
}

/* Two letters that changed places are two that are wrong. */
static const char *nearest(const char *const *known, struct span name)
{
	unsigned limit = name.n < 3 ? 1 : name.n < 6 ? 2 :
			 (unsigned)(name.n < 96 ? name.n / 3 : 32);
	const char *best = NULL;

	for (; *known; known++) {
		unsigned d = span_distance(name, span_of(*known), limit);

		if (d <= limit && (!best || d < span_distance(name,
						span_of(best), limit)))
			best = *known;
	}
	return best;
}

static bool is_known(const char *const *known, struct span name)
{
	for (; *known; known++)
		if (span_eq(name, span_of(*known)))
			return true;
	return false;
}

bool doc_members_known(struct doc *doc, const struct doc_value *object,
		       const char *const *known)
{
	const struct doc_value *v = NULL;
	struct buf text = BUF_INIT;
	bool all = true;

	while ((v = doc_next(object, v)) != NULL) {
		const char *near;

		if (is_known(known, doc_key(v)))
			continue;
		all = false;
		near = nearest(known, doc_key(v));
		buf_clear(&text);
		buf_add(&text, SPAN("is not a known member"));
		if (near)
			buf_addf(&text, "; did you mean '%s'", near);
		add_finding(doc, v, DOC_UNKNOWN, named(object), doc_key(v),
			    text.p);
	}
	buf_release(&text);
	return all;
}

/* Is v of the kind? If not, the finding says what it is. */
static bool expect(struct doc *doc, const struct doc_value *v,
		   enum guard_kind kind, const char *expected)
{
	struct buf text = BUF_INIT;

	if (v->place->kind == kind)
		return true;
	if (v->place->kind == GUARD_OBJECT || v->place->kind == GUARD_ARRAY) {
		buf_addf(&text, "%s where %s is expected", v->place->kind ==
			 GUARD_OBJECT ? "an object" : "an array", expected);
		add_finding(doc, v, DOC_WRONG, named(v),
			    (struct span){ NULL, 0 }, text.p);
	} else {
		buf_addf(&text, "is not %s", expected);
		doc_reject(doc, v, text.p);
	}
	buf_release(&text);
	return false;
}

bool doc_is_object(struct doc *doc, const struct doc_value *v)
{
	return expect(doc, v, GUARD_OBJECT, "an object");
}

bool doc_is_array(struct doc *doc, const struct doc_value *v)
{
	return expect(doc, v, GUARD_ARRAY, "an array");
}

bool doc_string(struct doc *doc, const struct doc_value *v, struct span *s)
{
	if (!expect(doc, v, GUARD_STRING, "a string"))
		return false;
	*s = span_of(v->node->valuestring);
	return true;
}

bool doc_count(struct doc *doc, const struct doc_value *v, uint64_t *n)
{
	if (!expect(doc, v, GUARD_NUMBER, "a count"))
		return false;
	if (num_parse(v->place->text, n))
		return true;
	doc_reject(doc, v, "is not a count; expected digits");
	return false;
}

bool doc_number(struct doc *doc, const struct doc_value *v,
		struct span *spelling)
{
	if (!expect(doc, v, GUARD_NUMBER, "a number"))
		return false;
	*spelling = v->place->text;
	return true;
}

bool doc_bool(struct doc *doc, const struct doc_value *v, bool *value)
{
	*value = v->place->kind == GUARD_TRUE;
	return *value || expect(doc, v, GUARD_FALSE, "true or false");
}

bool doc_scalar(struct doc *doc, const struct doc_value *v, struct span *s)
{
	switch (v->place->kind) {
	case GUARD_NUMBER:
	case GUARD_TRUE:
	case GUARD_FALSE:
		*s = v->place->text;
		return true;
	default:
		return doc_string(doc, v, s);
	}
}
