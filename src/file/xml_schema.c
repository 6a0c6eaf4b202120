/*
 * xml_schema.c - documents held against schemas that the user has
 *
 * libxml2 is given a schema of our making that imports the files of the
 * folder, what is imported before what imports it. By the time a file asks
 * for a namespace the library has it, and passes the location by, which it
 * could not open if it held a blank.
 */
#include "file/xml_schema.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <libxml/parser.h>
#include <libxml/uri.h>
#include <libxml/xmlschemas.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "file/xml_room.h"

#define XS "http://www.w3.org/2001/XMLSchema"

struct xml_schema {
	xmlSchema *schema;
};

struct schema_file {
	const char *name, *path;
	struct span space;		/* target namespace, or empty */
	xmlDoc *tree;
	bool included, placed;
};

struct folder {
	struct arena arena;
	VEC(struct schema_file) files;
	struct xml_error *why;
};

static bool say(struct folder *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static bool say(struct folder *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	f->why->line = 0;
	vsnprintf(f->why->text, sizeof(f->why->text), fmt, ap);
	va_end(ap);
	return false;
}

/* ---- the files ---- */

static void ignore_error(void *data, xmlError *e)
{
	(void)data;
	(void)e;
}

/* A parser that is quiet and goes nowhere. */
static xmlDoc *parse_file(struct folder *f, const char *path)
{
	xmlParserCtxt *ctxt = xmlNewParserCtxt();
	xmlDoc *tree;

	if (!ctxt)
		mem_exhausted(sizeof(*ctxt));
	ctxt->sax->serror = ignore_error;
	tree = xmlCtxtReadFile(ctxt, path, NULL, XML_PARSE_NONET);
	if (!tree && ctxt->lastError.message) {
		struct xml_error why;

		xml_say(&why, &ctxt->lastError);
		say(f, "%s:%llu: %s", path, (unsigned long long)why.line,
		    why.text);
	}
	xmlFreeParserCtxt(ctxt);
	return tree;
}

static struct span attribute(struct folder *f, xmlNode *n, const char *name)
{
	xmlChar *text = xmlGetNoNsProp(n, (const xmlChar *)name);
	struct span s = SPAN_EMPTY;

	if (text)
		s = arena_span(&f->arena, span_trim(span_of((char *)text)));
	xmlFree(text);
	return s;
}

static bool is_xs(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && n->ns && n->ns->href &&
		strcmp((const char *)n->ns->href, XS) == 0 &&
		strcmp((const char *)n->name, name) == 0;
}

/* A path as libxml2 wants it in a schema: what is not plain as %20. */
static const char *escaped(struct folder *f, const char *path)
{
	xmlChar *text = xmlURIEscapeStr((const xmlChar *)path,
					(const xmlChar *)"/");
	const char *copy;

	if (!text)
		mem_exhausted(strlen(path));
	copy = arena_string(&f->arena, span_of((char *)text));
	xmlFree(text);
	return copy;
}

static bool add_file(struct folder *f, const char *folder, const char *name)
{
	struct schema_file file = { .name = arena_string(&f->arena,
							 span_of(name)) };
	xmlNode *root;

	file.path = arena_printf(&f->arena, "%s/%s", folder, name).p;
	file.tree = parse_file(f, file.path);
	if (!file.tree)
		return false;
	root = xmlDocGetRootElement(file.tree);
	if (is_xs(root, "schema"))
		file.space = attribute(f, root, "targetNamespace");
	vec_push(&f->files, file);
	return is_xs(root, "schema") ||
		say(f, "%s: is not an XML schema", file.path);
}

static int by_name(const void *a, const void *b)
{
	const struct schema_file *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static bool read_folder(struct folder *f, const char *path)
{
	char folder[PATH_MAX];
	DIR *dir = realpath(path, folder) ? opendir(folder) : NULL;
	struct dirent *e;
	bool good = true;

	if (!dir)
		return say(f, "%s: %s", path, strerror(errno));
	while (good && (e = readdir(dir))) {
		if (span_ends(span_of(e->d_name), SPAN(".xsd")))
			good = add_file(f, folder, e->d_name);
	}
	closedir(dir);
	if (good && !f->files.n)
		good = say(f, "%s: holds no file *.xsd", path);
	/* the order of a folder is nobody's */
	if (good)
		qsort(f->files.v, f->files.n, sizeof(*f->files.v), by_name);
	return good;
}

/* ---- who needs whom ---- */

static struct schema_file *file_of_space(struct folder *f, struct span space)
{
	for (size_t i = 0; i < f->files.n; i++) {
		if (!f->files.v[i].included &&
		    span_eq(f->files.v[i].space, space))
			return &f->files.v[i];
	}
	return NULL;
}

/* Files that others take in by name are not schemas by themselves. */
static bool find_included(struct folder *f, const struct schema_file *file)
{
	xmlNode *n = xmlDocGetRootElement(file->tree)->children;
	struct span name;
	bool found;

	for (; n; n = n->next) {
		if (!is_xs(n, "include") && !is_xs(n, "redefine"))
			continue;
		name = attribute(f, n, "schemaLocation");
		found = false;
		for (size_t i = 0; i < f->files.n; i++) {
			if (span_eq(name, span_of(f->files.v[i].name)))
				found = f->files.v[i].included = true;
		}
		if (!found)
			return say(f, "%s: includes '" SPAN_F "', which is"
				   " not in the folder", file->path,
				   SPAN_A(name));
	}
	return true;
}

/* 1: everything it imports is placed; 0: not yet; -1: something is not
 * there at all. */
static int can_place(struct folder *f, const struct schema_file *file)
{
	xmlNode *n = xmlDocGetRootElement(file->tree)->children;
	struct schema_file *other;
	struct span space;

	for (; n; n = n->next) {
		if (!is_xs(n, "import"))
			continue;
		space = attribute(f, n, "namespace");
		other = file_of_space(f, space);
		if (!other) {
			say(f, "%s: imports the namespace '" SPAN_F "', which"
			    " no file of the folder has", file->path,
			    SPAN_A(space));
			return -1;
		}
		if (!other->placed && other != file)
			return 0;
	}
	return 1;
}

static void put_import(struct folder *f, const struct schema_file *file,
		       struct xml_writer *w, const struct xml_ns *xs)
{
	xml_open(w, xs, "import");
	if (file->space.n)
		xml_put_attribute(w, "namespace", file->space);
	xml_put_attribute(w, "schemaLocation",
			  span_of(escaped(f, file->path)));
	xml_close(w);
}

/* Places what can be placed; false: nothing could, or *why. */
static bool place_some(struct folder *f, struct xml_writer *w,
		       const struct xml_ns *xs, size_t *left)
{
	size_t before = *left;

	for (size_t i = 0; i < f->files.n; i++) {
		struct schema_file *file = &f->files.v[i];
		int can = file->placed || file->included ? 0 :
			can_place(f, file);

		if (can < 0)
			return false;
		if (!can)
			continue;
		file->placed = true;
		put_import(f, file, w, xs);
		(*left)--;
	}
	return *left < before ||
		say(f, "the schemas import each other in a circle");
}

static bool check_spaces(struct folder *f, size_t *left)
{
	for (size_t i = 0; i < f->files.n; i++) {
		if (!find_included(f, &f->files.v[i]))
			return false;
	}
	for (size_t i = 0; i < f->files.n; i++) {
		const struct schema_file *file = &f->files.v[i];
		const struct schema_file *first;

		if (file->included)
			continue;
		(*left)++;
		first = file_of_space(f, file->space);
		if (first != file)
			return say(f, "%s: has the namespace of %s; keep the"
				   " schemas of one version in a folder",
				   file->path, first->name);
	}
	return true;
}

static bool make_driver(struct folder *f, struct buf *driver)
{
	static const struct xml_ns xs = { "xs", XS };
	struct xml_writer w;
	size_t left = 0;
	bool good = check_spaces(f, &left);

	xml_begin(&w, driver, XML_DOCUMENT);
	xml_open(&w, &xs, "schema");
	while (good && left)
		good = place_some(f, &w, &xs, &left);
	xml_close(&w);
	return xml_end(&w) && good;
}

/* ---- the schema ---- */

static void on_schema_error(void *data, xmlError *e)
{
	struct folder *f = data;
	struct xml_error why;

	if (e->level < XML_ERR_ERROR || *f->why->text)
		return;
	xml_say(&why, e);
	say(f, "%s:%llu: %s", e->file ? e->file : "schema",
	    (unsigned long long)why.line, why.text);
}

static xmlSchema *parse_schema(struct folder *f, struct span driver)
{
	xmlSchemaParserCtxt *ctxt =
		xmlSchemaNewMemParserCtxt(driver.p, (int)driver.n);
	xmlSchema *schema;

	if (!ctxt)
		mem_exhausted(driver.n);
	*f->why->text = '\0';
	xmlSchemaSetParserStructuredErrors(ctxt, on_schema_error, f);
	schema = xmlSchemaParse(ctxt);
	xmlSchemaFreeParserCtxt(ctxt);
	if (schema && *f->why->text) {
		xmlSchemaFree(schema);
		schema = NULL;
	}
	if (!schema && !*f->why->text)
		say(f, "the schemas cannot be used");
	return schema;
}

struct xml_schema *xml_schema_read(const char *folder, struct xml_error *why)
{
	struct folder f = { .why = why };
	struct xml_schema *s = NULL;
	struct buf driver = BUF_INIT;
	xmlSchema *schema = NULL;

	xml_setup();
	if (read_folder(&f, folder) && make_driver(&f, &driver))
		schema = parse_schema(&f, buf_span(&driver));
	if (schema) {
		s = mem_array(1, sizeof(*s));
		s->schema = schema;
	}
	for (size_t i = 0; i < f.files.n; i++)
		xmlFreeDoc(f.files.v[i].tree);
	vec_release(&f.files);
	arena_release(&f.arena);
	buf_release(&driver);
	return s;
}

void xml_schema_free(struct xml_schema *s)
{
	if (!s)
		return;
	xmlSchemaFree(s->schema);
	mem_free(s);
}

/* ---- checking ---- */

struct taking {
	xml_schema_taker *take;
	void *data;
};

/* The library's words without namespaces and without the element, whose
 * path is told already. */
static void say_plainly(char *text, struct span message)
{
	char *to = text;
	size_t at = 0;

	if (span_starts(message, SPAN("Element '"))) {
		while (at + 3 < message.n &&
		       !span_starts(span_from(message, at), SPAN("': ")))
			at++;
		at = at + 3 < message.n ? at + 3 : 0;
	}
	for (; at < message.n; at++) {
		struct span rest = span_from(message, at);
		const char *end = span_starts(rest, SPAN("{http")) ?
			memchr(rest.p, '}', rest.n) : NULL;

		if (end)
			at = (size_t)(end - message.p);
		else
			*to++ = message.p[at];
	}
	*to = '\0';
}

static void on_invalid(void *data, xmlError *e)
{
	const struct taking *t = data;
	const xmlNode *n = e->node;
	struct buf message = BUF_INIT;
	xmlError plain = *e;
	struct xml_error why;

	buf_add(&message, span_of(e->message ? e->message : ""));
	say_plainly(message.p, buf_span(&message));
	plain.message = message.p;
	xml_say(&why, &plain);
	buf_release(&message);
	if (n && n->type != XML_ELEMENT_NODE)
		n = n->parent;
	t->take(t->data, (const struct xml_node *)n,
		n ? xml_line((const struct xml_node *)n) : why.line,
		why.text);
}

bool xml_schema_check(const struct xml_schema *s, const struct xml *doc,
		      xml_schema_taker *take, void *data)
{
	struct taking t = { take, data };
	xmlSchemaValidCtxt *ctxt = xmlSchemaNewValidCtxt(s->schema);
	int result;

	if (!ctxt)
		mem_exhausted(sizeof(t));
	xmlSchemaSetValidStructuredErrors(ctxt, on_invalid, &t);
	result = xmlSchemaValidateDoc(ctxt, xml_tree(doc));
	xmlSchemaFreeValidCtxt(ctxt);
	return result == 0;
}
