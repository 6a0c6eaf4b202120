/*
 * json_guard.h - is it JSON, all of it, and where is what
 *
 * Checks a text before anybody builds on it: UTF-8 without byte order mark,
 * the whole grammar of RFC 8259, one value and nothing behind it, nesting of
 * at most 512, numbers of at most 1,000 digits, no member named twice in one
 * object, no \u0000 and no half of a surrogate pair. Every value is recorded
 * in the order of its first byte (a parent before its children), with its
 * bytes as they are spelled and where it stands.
 *
 *	struct json_guard g = JSON_GUARD_INIT;
 *	if (!json_guard_check(&g, text, 1))
 *		json_guard_report(&g, &diag, file, codes);
 *	for (i = 1; i < g.value.v[0].size; i += g.value.v[i].size)
 *		...			(the children of the outermost value)
 *	json_guard_release(&g);
 *
 * A guard may be used again and keeps its memory. Spans point into the text.
 * Time is n log n in the members of an object, linear in all else; there is
 * no recursion. Memory: 64 bytes a value.
 */
#ifndef FILE_JSON_GUARD_H
#define FILE_JSON_GUARD_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/diag.h"
#include "base/span.h"
#include "base/vec.h"

#define JSON_GUARD_DEPTH	512
#define JSON_GUARD_DIGITS	1000

enum guard_kind { GUARD_OBJECT, GUARD_ARRAY, GUARD_STRING, GUARD_NUMBER,
		  GUARD_TRUE, GUARD_FALSE, GUARD_NULL };

struct guard_value {
	struct span text;	/* as spelled, quotes and brackets included */
	struct span key;	/* as spelled, without quotes; p NULL: none */
	uint64_t line;		/* of its first byte, as column: bytes from 1 */
	uint64_t column;
	size_t size;		/* values in it, itself included */
	enum guard_kind kind;
};

struct guard_level {		/* an object or array that is open */
	size_t value;
	size_t keys;		/* how many keys lie below its own */
};

struct guard_key {
	struct span name;	/* unescaped */
	const char *at;		/* in the text */
};

struct json_guard {
	VEC(struct guard_value) value;
	const char *fault;	/* static; NULL: none */
	bool fault_is_encoding;
	uint64_t fault_line;
	uint64_t fault_column;
	struct span fault_name;	/* the member it is about; p NULL: none */

	/* private */
	const char *at, *end;
	const char *line_start;
	uint64_t line;
	struct span key;	/* of the value to come */
	VEC(struct guard_level) open;
	VEC(struct guard_key) keys;
	struct arena names;	/* keys that had escapes */
};

#define JSON_GUARD_INIT	{ .value = VEC_INIT, .open = VEC_INIT, \
			  .keys = VEC_INIT, .names = ARENA_INIT }

/* `line` is that of the text's first byte. */
bool json_guard_check(struct json_guard *g, struct span text, uint64_t line);
void json_guard_report(const struct json_guard *g, struct diag *d,
		       const char *file, const char *const *codes);
void json_guard_release(struct json_guard *g);

/* What a checked string or key stands for; `raw` is without its quotes. The
 * result is raw itself where nothing is escaped, else in the arena. */
struct span json_guard_unescape(struct span raw, struct arena *a);

#endif
