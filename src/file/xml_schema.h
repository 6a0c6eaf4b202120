/*
 * xml_schema.h - documents held against schemas that the user has
 *
 * The schemas are the files *.xsd of one folder. Nothing outside of it is
 * opened: an import is met by the file of the folder that has its namespace,
 * whatever location the schema gives, so that names with blanks and
 * addresses on the network do no harm; what no file has is refused. The
 * schemas are the user's own and are believed: they may have a DOCTYPE.
 *
 *	struct xml_schema *s = xml_schema_read("schemas", &why);
 *
 *	ok = xml_schema_check(s, doc, on_error, &data);
 *	xml_schema_free(s);
 *
 * Many threads may check with one schema.
 */
#ifndef FILE_XML_SCHEMA_H
#define FILE_XML_SCHEMA_H

#include <stdbool.h>
#include "file/xml.h"

struct xml_schema;

/* What is wrong: the element (NULL: not told), its line, a text that stands
 * alone. */
typedef void xml_schema_taker(void *data, const struct xml_node *n,
			      uint64_t line, const char *text);

/* NULL: *why, which names the file. */
struct xml_schema *xml_schema_read(const char *folder, struct xml_error *why);
void xml_schema_free(struct xml_schema *s);	/* NULL is fine */

/* True: valid. `take` is called for everything that is wrong. */
bool xml_schema_check(const struct xml_schema *s, const struct xml *doc,
		      xml_schema_taker *take, void *data);

#endif
