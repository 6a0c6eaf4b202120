/*
 * json.h - JSON written as it is said
 *
 * A streaming writer: nothing is kept but the nesting. Two-space indent
 * inside objects; an array or object opened with a _flat form stays on one
 * line. Strings must be UTF-8 (BUG otherwise: readers have checked) and are
 * escaped as RFC 8259 asks, no more. Numbers are given as text made by
 * num.h, so no double is ever printed.
 *
 *	struct json j;
 *	json_init(&j, sink);
 *	json_object(&j, NULL);
 *	json_string(&j, "schema", SPAN("dmc-tally/1"));
 *	json_array(&j, "rows");
 *	json_object_flat(&j, NULL);
 *	json_u64(&j, "count_total", 12);
 *	json_end(&j);  json_end(&j);  json_end(&j);	(one per opening)
 *
 * `name` is NULL inside arrays and at the top. Ending the outermost value
 * writes a newline; json_init may then be called again (that is ndjson).
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include "base/sink.h"
#include "base/span.h"

#define JSON_DEPTH	32

struct json {
	struct sink *sink;
	unsigned depth;
	struct {
		char close;	/* '}' or ']' */
		bool flat;
		bool used;	/* has an element */
	} level[JSON_DEPTH];
};

void json_init(struct json *j, struct sink *sink);
void json_object(struct json *j, const char *name);
void json_object_flat(struct json *j, const char *name);
void json_array(struct json *j, const char *name);
void json_array_flat(struct json *j, const char *name);
void json_end(struct json *j);
void json_string(struct json *j, const char *name, struct span s);
void json_u64(struct json *j, const char *name, uint64_t v);
void json_bool(struct json *j, const char *name, bool v);
void json_number(struct json *j, const char *name, const char *text);
void json_null(struct json *j, const char *name);

#endif
