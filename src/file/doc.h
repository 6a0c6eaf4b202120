/*
 * doc.h - small JSON documents: policies and settings
 *
 * cJSON behind a guard. Before cJSON sees a byte, the guard checks UTF-8,
 * the token grammar of RFC 8259, nesting (512), numbers (digits 1,000), that
 * nothing follows the value, and that no object names a member twice; then
 * cJSON builds the tree, and every value keeps the line and column of its
 * first byte. Numbers keep their spelling.
 *
 *	struct doc *doc = doc_read(path, &limits, &diag, "POL");
 *	const struct doc_value *root = doc_root(doc);	(NULL: refused)
 *	static const char *const known[] = { "top", "mask", NULL };
 *	doc_members_known(doc, root, known);
 *	if ((v = doc_member(root, "top")) && doc_count(doc, v, &n)) ...
 *	doc_close(doc);
 *
 * The typed getters add a finding (file, line, the member's name as column,
 * the value's text, what was expected) and return false when the value is of
 * another type. Codes: family 001 for what cannot be read, 002 for the wrong
 * type or value, 008 for an unknown member (an error in JSON, with the
 * nearest name).
 *
 * Strings live until doc_close().
 */
#ifndef FILE_DOC_H
#define FILE_DOC_H

#include <stdbool.h>
#include <stdint.h>
#include "base/diag.h"
#include "base/sha256.h"
#include "base/span.h"
#include "file/input.h"

struct doc;
struct doc_value;

struct doc *doc_read(const char *path, const struct input_limits *limits,
		     struct diag *d, const char *const *codes);
/* The same for text that is in memory already: the body of a request. `name`
 * is kept. */
struct doc *doc_read_text(struct span text, const char *name, struct diag *d,
			  const char *const *codes);
const struct doc_value *doc_root(const struct doc *doc);
const char *doc_name(const struct doc *doc);
void doc_digest(const struct doc *doc, char text[SHA256_TEXT]);
bool doc_system_error(const struct doc *doc);
void doc_close(struct doc *doc);

bool doc_members_known(struct doc *doc, const struct doc_value *object,
		       const char *const *known);
const struct doc_value *doc_member(const struct doc_value *object,
				   const char *name);

/* Walk an array, or the members of an object: NULL begins, NULL ends. */
const struct doc_value *doc_next(const struct doc_value *parent,
				 const struct doc_value *after);
struct span doc_key(const struct doc_value *member);	/* its name */

/* What a value is, where it may be one of several things; no finding. */
enum doc_kind { DOC_OBJECT, DOC_ARRAY, DOC_STRING, DOC_NUMBER, DOC_TRUE,
		DOC_FALSE, DOC_NULL };
enum doc_kind doc_kind(const struct doc_value *v);
uint64_t doc_line(const struct doc_value *v);

bool doc_is_object(struct doc *doc, const struct doc_value *v);
bool doc_is_array(struct doc *doc, const struct doc_value *v);
bool doc_string(struct doc *doc, const struct doc_value *v, struct span *s);
bool doc_count(struct doc *doc, const struct doc_value *v, uint64_t *n);
bool doc_number(struct doc *doc, const struct doc_value *v,
		struct span *spelling);
bool doc_bool(struct doc *doc, const struct doc_value *v, bool *value);
/* A string, or a number, true or false as it is spelled. */
bool doc_scalar(struct doc *doc, const struct doc_value *v, struct span *s);

/* Says what is wrong with a value that parsed: "is not one of a, b". */
void doc_reject(struct doc *doc, const struct doc_value *v, const char *text);
/* The same about the value as a whole: "lacks the member 'eui'". */
void doc_complain(struct doc *doc, const struct doc_value *v,
		  const char *text);

#endif
