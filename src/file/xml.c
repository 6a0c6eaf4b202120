/*
 * xml.c - XML that may be hostile, in
 *
 * libxml2 with its handlers narrowed: what a message has no use for stops
 * the parser where it stands, before anything is made of it. The encoding is
 * settled before the library sees a byte, for it would load a converter.
 */
#include "file/xml.h"

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlsave.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "file/xml_room.h"

struct xml {
	xmlDoc *tree;
	struct arena arena;		/* texts that were in pieces */
	struct xml_error *why;		/* while it is parsed */
	bool refused;
	unsigned nodes;
};

/* ---- the library ---- */

static void *take(size_t bytes)
{
	return mem_resize(NULL, bytes, 1);
}

static void *resize(void *p, size_t bytes)
{
	return mem_resize(p, bytes, 1);
}

static void setup(void)
{
	xmlMemSetup(mem_free, take, resize, mem_string);
	xmlInitParser();
	/* no catalogue of the machine has a say in what is read */
	xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
}

/* Errors without a context would go to stderr. */
static void ignore_error(void *unused, xmlError *e)
{
	(void)unused;
	(void)e;
}

void xml_setup(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, setup);
	/* kept for each thread by itself */
	xmlSetStructuredErrorFunc(NULL, ignore_error);
}

xmlDoc *xml_tree(const struct xml *doc)
{
	return doc->tree;
}

static const xmlNode *inside(const struct xml_node *n)
{
	return (const xmlNode *)n;
}

xmlNode *xml_inside(const struct xml_node *n)
{
	union { const xmlNode *in; xmlNode *out; } u = { .in = inside(n) };

	return u.out;
}

static const struct xml_node *outside(const xmlNode *n)
{
	return (const struct xml_node *)n;
}

static struct span span_x(const xmlChar *s)
{
	return s ? span_of((const char *)s) : SPAN_EMPTY;
}

/* ---- refusing ---- */

static void refuse(xmlParserCtxt *ctxt, const char *text)
{
	struct xml *doc = ctxt->_private;

	if (!doc->refused) {
		int line = xmlSAX2GetLineNumber(ctxt);

		doc->refused = true;
		doc->why->line = line > 0 ? (uint64_t)line : 0;
		snprintf(doc->why->text, sizeof(doc->why->text), "%s", text);
	}
	xmlStopParser(ctxt);
}

static void on_doctype(void *ctxt, const xmlChar *name,
		       const xmlChar *public_id, const xmlChar *system_id)
{
	(void)name;
	(void)public_id;
	(void)system_id;
	refuse(ctxt, "has a DOCTYPE; messages have none, and it is not read");
}

static void on_instruction(void *ctxt, const xmlChar *target,
			   const xmlChar *data)
{
	(void)target;
	(void)data;
	refuse(ctxt, "has a processing instruction; messages have none");
}

static void on_element(void *data, const xmlChar *name, const xmlChar *prefix,
		       const xmlChar *uri, int spaces, const xmlChar **space,
		       int attributes, int defaulted,
		       const xmlChar **attribute)
{
	xmlParserCtxt *ctxt = data;
	struct xml *doc = ctxt->_private;

	/* the stack holds the elements around this one */
	if (ctxt->nodeNr >= XML_MAX_DEPTH) {
		refuse(ctxt, "has elements nested deeper than 256");
		return;
	}
	doc->nodes += 1u + (unsigned)attributes + (unsigned)spaces;
	if (doc->nodes > XML_MAX_NODES) {
		refuse(ctxt, "has more than 400,000 elements and attributes");
		return;
	}
	xmlSAX2StartElementNs(ctxt, name, prefix, uri, spaces, space,
			      attributes, defaulted, attribute);
}

void xml_say(struct xml_error *why, const xmlError *e)
{
	size_t n = 0;

	why->line = e && e->line > 0 ? (uint64_t)e->line : 0;
	for (const char *p = e && e->message ? e->message : "is damaged";
	     *p && n < sizeof(why->text) - 1; p++)
		why->text[n++] = (unsigned char)*p < ' ' ? ' ' : *p;
	while (n && why->text[n - 1] == ' ')
		n--;
	why->text[n] = '\0';
	/* a cut may have gone through a character */
	why->text[utf8_check(span_make(why->text, n))] = '\0';
}

static void on_error(void *data, xmlError *e)
{
	xmlParserCtxt *ctxt = data;
	struct xml *doc = ctxt->_private;
	char text[sizeof(doc->why->text)];

	if (e->level < XML_ERR_ERROR || doc->refused)
		return;
	doc->refused = true;
	xml_say(doc->why, e);
	memcpy(text, doc->why->text, sizeof(text));
	snprintf(doc->why->text, sizeof(doc->why->text),
		 "is not well-formed XML: %.200s", text);
}

/* ---- parsing ---- */

static bool say(struct xml_error *why, const char *text)
{
	why->line = 0;
	snprintf(why->text, sizeof(why->text), "%s", text);
	return false;
}

/* Value of encoding="" in the XML declaration; empty: it has none. */
static struct span declared_encoding(struct span s)
{
	static const struct span word = { "encoding", 8 };
	const char *end;

	if (!span_starts(s, SPAN("<?xml")))
		return SPAN_EMPTY;
	end = memchr(s.p, '>', s.n);
	s.n = end ? (size_t)(end - s.p) : s.n;
	while (s.n && !span_starts(s, word))
		s = span_from(s, 1);
	if (!s.n)
		return SPAN_EMPTY;
	s = span_trim(span_from(s, word.n));
	if (!span_starts(s, SPAN("=")))
		return SPAN_EMPTY;
	s = span_trim(span_from(s, 1));
	if (!s.n || (*s.p != '"' && *s.p != '\''))
		return SPAN_EMPTY;
	end = memchr(s.p + 1, *s.p, s.n - 1);
	return span_make(s.p + 1, end ? (size_t)(end - s.p) - 1 : s.n - 1);
}

/* The library compares each attribute with every other of its element, before
 * anybody is asked. No '<' stands within a tag, so what is between two of
 * them bounds the attributes of one. */
static bool many_attributes(struct span s)
{
	const char *at = s.p, *end = s.p + s.n, *from = s.p;
	unsigned n = 0;

	while ((at = memchr(at, '=', (size_t)(end - at)))) {
		at++;
		if (at == end || !strchr("\"' \t\r\n", *at))
			continue;
		if (memchr(from, '<', (size_t)(at - from)))
			n = 0;
		from = at;
		if (++n > XML_MAX_ATTRIBUTES)
			return true;
	}
	return false;
}

/* UTF-8, and says so: no converter is to be looked for. */
static bool check_bytes(struct span s, struct xml_error *why)
{
	struct span encoding;
	size_t bad;

	if (s.n > XML_MAX_BYTES)
		return say(why, "is larger than 16 MiB");
	if (span_starts(s, SPAN("\xef\xbb\xbf")))
		s = span_from(s, 3);
	if (!span_trim(s).n)
		return say(why, "is empty");
	bad = utf8_check(s);
	if (bad == s.n && memchr(s.p, '\0', s.n))
		bad = (size_t)((const char *)memchr(s.p, '\0', s.n) - s.p);
	if (bad < s.n) {
		say(why, "is not UTF-8");
		why->line = 1;
		for (size_t i = 0; i < bad; i++)
			why->line += s.p[i] == '\n';
		return false;
	}
	if (many_attributes(s))
		return say(why, "has an element with more than 100"
			   " attributes");
	encoding = declared_encoding(s);
	if (!encoding.n || span_eq_nocase(encoding, SPAN("UTF-8")) ||
	    span_eq_nocase(encoding, SPAN("US-ASCII")))
		return true;
	say(why, "says that it is not UTF-8");
	why->line = 1;
	return false;
}

static xmlParserCtxt *new_parser(struct xml *doc)
{
	xmlParserCtxt *ctxt = xmlNewParserCtxt();

	if (!ctxt)
		mem_exhausted(sizeof(*ctxt));
	ctxt->_private = doc;
	ctxt->sax->internalSubset = on_doctype;
	ctxt->sax->externalSubset = on_doctype;
	ctxt->sax->processingInstruction = on_instruction;
	ctxt->sax->comment = NULL;
	ctxt->sax->startElementNs = on_element;
	ctxt->sax->serror = on_error;
	return ctxt;
}

struct xml *xml_parse(struct span bytes, struct xml_error *why)
{
	xmlParserCtxt *ctxt;
	struct xml *doc;

	if (!check_bytes(bytes, why))
		return NULL;
	xml_setup();
	doc = mem_array(1, sizeof(*doc));
	doc->why = why;
	ctxt = new_parser(doc);
	doc->tree = xmlCtxtReadMemory(ctxt, bytes.p, (int)bytes.n, NULL, NULL,
				      XML_PARSE_NONET | XML_PARSE_NOCDATA |
				      XML_PARSE_IGNORE_ENC |
				      XML_PARSE_BIG_LINES |
				      XML_PARSE_COMPACT);
	if (!doc->refused && (!doc->tree || !ctxt->wellFormed ||
			      !ctxt->nsWellFormed)) {
		doc->refused = true;
		say(why, "is not well-formed XML");
	}
	xmlFreeParserCtxt(ctxt);
	doc->why = NULL;
	if (doc->refused) {
		xml_free(doc);
		return NULL;
	}
	doc->tree->_private = doc;
	return doc;
}

void xml_free(struct xml *doc)
{
	if (!doc)
		return;
	if (doc->tree)
		xmlFreeDoc(doc->tree);
	arena_release(&doc->arena);
	mem_free(doc);
}

/* ---- looking around ---- */

static const xmlNode *element_from(const xmlNode *n)
{
	while (n && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return n;
}

const struct xml_node *xml_root(const struct xml *doc)
{
	return outside(xmlDocGetRootElement(doc->tree));
}

const struct xml_node *xml_first(const struct xml_node *n)
{
	return outside(element_from(inside(n)->children));
}

const struct xml_node *xml_next(const struct xml_node *n)
{
	return outside(element_from(inside(n)->next));
}

const struct xml_node *xml_parent(const struct xml_node *n)
{
	const xmlNode *parent = inside(n)->parent;

	return outside(parent && parent->type == XML_ELEMENT_NODE ?
		       parent : NULL);
}

struct span xml_name(const struct xml_node *n)
{
	return span_x(inside(n)->name);
}

struct span xml_space(const struct xml_node *n)
{
	return inside(n)->ns ? span_x(inside(n)->ns->href) : SPAN_EMPTY;
}

bool xml_is(const struct xml_node *n, const char *space, const char *name)
{
	const xmlNode *x = inside(n);

	return strcmp((const char *)x->name, name) == 0 && x->ns &&
		x->ns->href && strcmp((const char *)x->ns->href, space) == 0;
}

uint64_t xml_line(const struct xml_node *n)
{
	long line = xmlGetLineNo(inside(n));

	return line > 0 ? (uint64_t)line : 0;
}

const struct xml_node *xml_child(const struct xml_node *n, const char *space,
				 const char *name)
{
	for (n = xml_first(n); n; n = xml_next(n)) {
		if (xml_is(n, space, name))
			return n;
	}
	return NULL;
}

static bool is_text(const xmlNode *n)
{
	return n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
}

static struct span join(const xmlNode *first, const xmlDoc *tree)
{
	struct xml *doc = tree->_private;
	struct buf all = BUF_INIT;
	struct span s;

	for (const xmlNode *n = first; n; n = n->next) {
		if (is_text(n))
			buf_add(&all, span_x(n->content));
	}
	s = arena_span(&doc->arena, buf_span(&all));
	buf_release(&all);
	return s;
}

struct span xml_text(const struct xml_node *n)
{
	const xmlNode *only = NULL;

	for (const xmlNode *c = inside(n)->children; c; c = c->next) {
		if (!is_text(c))
			continue;
		if (only)
			return join(inside(n)->children, inside(n)->doc);
		only = c;
	}
	return only ? span_x(only->content) : SPAN_EMPTY;
}

bool xml_has_text(const struct xml_node *n)
{
	for (const xmlNode *c = inside(n)->children; c; c = c->next) {
		if (is_text(c) && span_trim(span_x(c->content)).n)
			return true;
	}
	return false;
}

static struct span attribute_value(const xmlAttr *a)
{
	const xmlNode *c = a->children;

	if (!c)
		return SPAN_EMPTY;
	return c->next ? join(c, a->doc) : span_x(c->content);
}

bool xml_attribute(const struct xml_node *n, const char *name,
		   struct span *value)
{
	for (const xmlAttr *a = inside(n)->properties; a; a = a->next) {
		if (!a->ns && strcmp((const char *)a->name, name) == 0) {
			*value = attribute_value(a);
			return true;
		}
	}
	*value = SPAN_EMPTY;
	return false;
}

bool xml_attribute_at(const struct xml_node *n, unsigned i,
		      struct span *space, struct span *name,
		      struct span *value)
{
	const xmlAttr *a = inside(n)->properties;

	while (a && i--)
		a = a->next;
	if (!a)
		return false;
	*space = a->ns ? span_x(a->ns->href) : SPAN_EMPTY;
	*name = span_x(a->name);
	*value = attribute_value(a);
	return true;
}

void xml_path(const struct xml_node *n, struct buf *out)
{
	const struct xml_node *parent = xml_parent(n);

	if (parent) {
		xml_path(parent, out);
		buf_add_char(out, '/');
	}
	buf_add(out, xml_name(n));
}

/* ---- a part of it ---- */

xmlDoc *xml_cut_out(const xmlNode *n)
{
	xmlDoc *copy = xmlNewDoc((const xmlChar *)"1.0");
	union { const xmlNode *in; xmlNode *out; } u = { .in = n };
	xmlNode *root = copy ? xmlDocCopyNode(u.out, copy, 1) : NULL;

	if (!root)
		mem_exhausted(sizeof(*root));
	xmlDocSetRootElement(copy, root);
	return copy;
}

void xml_write(const struct xml_node *n, struct buf *out)
{
	xmlDoc *copy = xml_cut_out(inside(n));
	xmlBuffer *bytes = xmlBufferCreate();
	xmlSaveCtxt *save = xmlSaveToBuffer(bytes, "UTF-8",
					    XML_SAVE_NO_DECL |
					    XML_SAVE_AS_XML);

	if (!save)
		mem_exhausted(sizeof(*copy));
	xmlSaveTree(save, xmlDocGetRootElement(copy));
	xmlSaveClose(save);
	buf_add_bytes(out, xmlBufferContent(bytes),
		      (size_t)xmlBufferLength(bytes));
	xmlBufferFree(bytes);
	xmlFreeDoc(copy);
}
