/*
 * xml.h - XML that may be hostile, in; compact XML, out
 *
 * A document is bytes in memory. What the reader refuses, before it builds
 * anything from it:
 *
 *   more than XML_MAX_BYTES, an encoding other than UTF-8, bad UTF-8, a NUL
 *   any DOCTYPE, and so every entity that is not one of XML's five
 *   processing instructions
 *   elements deeper than XML_MAX_DEPTH; more than XML_MAX_NODES elements and
 *   attributes, or XML_MAX_ATTRIBUTES in one element; prefixes that are not
 *   declared
 *
 * Nothing is ever fetched, opened, included or expanded, and nothing is
 * printed. Comments are dropped and CDATA is text, as exclusive
 * canonicalisation without comments sees them.
 *
 *	struct xml_error why;
 *	struct xml *doc = xml_parse(bytes, &why);	(NULL: refused)
 *	const struct xml_node *root = xml_root(doc);
 *
 *	if (xml_is(root, SR, "Request") &&
 *	    xml_attribute(root, "schemaVersion", &version)) ...
 *	for (n = xml_first(root); n; n = xml_next(n))
 *		use(xml_name(n), xml_text(n));
 *	xml_free(doc);
 *
 * Spans given out live as long as the document. A document belongs to one
 * thread at a time; different documents may be used at once.
 *
 * The writer makes the compact form that signatures need: no indentation, a
 * namespace declared on the outermost element that uses it, empty elements
 * as <a/>. It escapes what must be escaped, CR included.
 *
 *	static const struct xml_ns sr = { "sr", "http://..." };
 *	struct xml_writer w;
 *	xml_begin(&w, &buf, XML_DOCUMENT);
 *	xml_open(&w, &sr, "Header");
 *	xml_put(&w, &sr, "RequestID", id);
 *	xml_close(&w);
 *	if (!xml_end(&w)) ...		(a text XML cannot carry)
 */
#ifndef FILE_XML_H
#define FILE_XML_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"
#include "base/vec.h"

#define XML_MAX_BYTES	(16u << 20)
#define XML_MAX_DEPTH	256
#define XML_MAX_NODES	400000	/* a thousand times the largest known */
#define XML_MAX_ATTRIBUTES 100	/* of one element */
#define XML_DSIG_NS	"http://www.w3.org/2000/09/xmldsig#"

struct xml;
struct xml_node;		/* an element */

struct xml_error {
	uint64_t line;		/* from 1; 0: no line */
	char text[256];		/* stands alone: "has a DOCTYPE; ..." */
};

/* ---- reading ---- */

/* NULL: refused, and *why is filled. The bytes need not outlive the call. */
struct xml *xml_parse(struct span bytes, struct xml_error *why);
void xml_free(struct xml *doc);		/* NULL is fine */

const struct xml_node *xml_root(const struct xml *doc);
const struct xml_node *xml_first(const struct xml_node *n);	/* or NULL */
const struct xml_node *xml_next(const struct xml_node *n);
const struct xml_node *xml_parent(const struct xml_node *n);	/* or NULL */

struct span xml_name(const struct xml_node *n);		/* without prefix */
struct span xml_space(const struct xml_node *n);	/* URI, or empty */
bool xml_is(const struct xml_node *n, const char *space, const char *name);
uint64_t xml_line(const struct xml_node *n);

/* The first child of that name, or NULL. */
const struct xml_node *xml_child(const struct xml_node *n, const char *space,
				 const char *name);

/* All text directly in the element, joined, blanks as they are. */
struct span xml_text(const struct xml_node *n);
/* Text other than blanks directly in the element. */
bool xml_has_text(const struct xml_node *n);

/* An attribute without a namespace; false: it is not there. */
bool xml_attribute(const struct xml_node *n, const char *name,
		   struct span *value);
/* The i-th attribute, whatever its namespace; false: there are fewer. */
bool xml_attribute_at(const struct xml_node *n, unsigned i,
		      struct span *space, struct span *name,
		      struct span *value);

/* "Request/Header/RequestID": where it stands, for messages. */
void xml_path(const struct xml_node *n, struct buf *out);

/* The element alone, as a document of its own would have it: compact, with
 * the namespaces it uses declared on it, no XML declaration. A signature in
 * it that holds for it alone still holds. */
void xml_write(const struct xml_node *n, struct buf *out);

/* ---- writing ---- */

struct xml_ns {
	const char *prefix;
	const char *uri;
};

enum xml_kind {
	XML_DOCUMENT,		/* begins with an XML declaration */
	XML_FRAGMENT,
};

/* Name and place of an element that is open, in the output. */
struct xml_open {
	size_t at, n;
	size_t spaces;		/* declared outside of it */
};

struct xml_writer {
	struct buf *out;
	size_t begin;
	VEC(struct xml_open) open;
	VEC(const struct xml_ns *) spaces;	/* declared and in force */
	bool in_tag;		/* its '>' is still to be written */
	bool bad;
};

/* Adds to the end of `out`. The namespaces are told apart by address. */
void xml_begin(struct xml_writer *w, struct buf *out, enum xml_kind kind);
void xml_open(struct xml_writer *w, const struct xml_ns *ns,
	      const char *name);	/* ns NULL: none */
void xml_put_attribute(struct xml_writer *w, const char *name,
		       struct span value);	/* right after xml_open() */
void xml_put_text(struct xml_writer *w, struct span text);
/* XML as it stands: must be well formed and declare what it uses. */
void xml_put_raw(struct xml_writer *w, struct span xml);
void xml_close(struct xml_writer *w);
/* <name>text</name> */
void xml_put(struct xml_writer *w, const struct xml_ns *ns, const char *name,
	     struct span text);
/* False: a text held what XML cannot carry (a control character, bytes that
 * are not UTF-8); `out` is then as it was before xml_begin(). */
bool xml_end(struct xml_writer *w);

#endif
