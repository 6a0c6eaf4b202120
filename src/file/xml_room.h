/*
 * xml_room.h - what xml.c lends to its neighbours: the tree of libxml2
 *
 * For signatures and schemas, which need the library's own types. Everybody
 * else uses xml.h.
 */
#ifndef FILE_XML_ROOM_H
#define FILE_XML_ROOM_H

#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include "file/xml.h"

/* The library, set up once for all threads and made quiet in this one; to be
 * called before anything else of it. */
void xml_setup(void);

xmlDoc *xml_tree(const struct xml *doc);
xmlNode *xml_inside(const struct xml_node *n);

/* A new document whose root is a copy of the element, with the namespaces
 * it uses declared; the caller frees it with xmlFreeDoc(). */
xmlDoc *xml_cut_out(const xmlNode *n);

/* The message of the library, on one line. */
void xml_say(struct xml_error *why, const xmlError *e);

#endif
