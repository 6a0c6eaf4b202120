/*
 * diag.h - findings: what is wrong with the data, collected
 *
 * A finding says where (file, line, column name), what (the value), how bad
 * (severity), which rule (code) and what to do (text). Findings are kept
 * until the whole input has been seen, so that a user mends everything in
 * one round; the program decides at the end what becomes of the output.
 *
 *	struct diag d = DIAG_INIT;
 *	diag_add(&d, &(struct finding){ .severity = DIAG_ERROR,
 *		.code = "RFI004", .file = "sup-e.csv", .line = 19,
 *		.column = SPAN("count_active"), .value = cell,
 *		.text = SPAN("is not a count; expected digits") });
 *	if (d.count[DIAG_ERROR]) ...
 *	diag_release(&d);
 *
 * diag_add() copies everything. `text` continues a sentence that begins with
 * the quoted value ("'12O4' is not a count"); a finding without a value has
 * a text that stands alone. Lower case, no full stop.
 *
 * Order: diag_sort() sorts by file in order of first mention (findings of no
 * one file last), line, position of the column, code, value, text:
 * independent of the order in which checks ran. diag_file() mentions a file.
 *
 * Memory: about 150 bytes a finding, freed together. Beyond `keep` findings
 * of one code in one file (DIAG_KEEP unless set; 0 keeps all) further ones
 * are counted and not kept; diag_sort() then adds one note per such code and
 * file saying how many, behind all others. Such a note has `more` set and is
 * not in `count`, where what it stands for is counted already. Of a value or
 * text, DIAG_BYTES are kept; one that was cut ends in an ellipsis.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdint.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/intern.h"
#include "base/span.h"
#include "base/vec.h"

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR, DIAG_SEVERITIES };

struct finding {
	enum diag_severity severity;
	const char *code;	/* static: "RFI004" */
	const char *file;	/* NULL: no one file */
	uint64_t line;		/* from 1; 0: no line */
	uint32_t position;	/* of the column, from 1; 0: none. Order only */
	struct span column;	/* name; empty: none */
	struct span value;
	bool has_value;		/* an empty value is still a value */
	struct span text;
	bool more;		/* set by diag_sort(): "12 more like this" */
};

#define DIAG_KEEP	10000
#define DIAG_BYTES	1024	/* of a value, kept */

struct diag {
	struct arena arena;
	VEC(struct finding) found;
	struct intern files;		/* in order of first mention */
	struct intern columns;
	struct intern kinds;		/* file and code */
	VEC(uint64_t) kind_count;
	uint64_t count[DIAG_SEVERITIES];
	uint64_t keep;
};

#define DIAG_INIT	{ .arena = ARENA_INIT, .files = INTERN_INIT, \
			  .columns = INTERN_INIT, .kinds = INTERN_INIT, \
			  .keep = DIAG_KEEP }

void diag_add(struct diag *d, const struct finding *f);
/* A copy of the name that lives as long as d; its place in the order. */
const char *diag_file(struct diag *d, const char *name);
void diag_sort(struct diag *d);
/* Are findings of this code in this file only counted from here on? Then n
 * more like f may be counted at once. */
bool diag_is_full(const struct diag *d, const char *file, const char *code);
void diag_count(struct diag *d, const struct finding *f, uint64_t n);
void diag_release(struct diag *d);
const char *diag_severity_name(enum diag_severity s);	/* "warning" */

/* The finding as one line without the tool's name and without newline:
 * file:line: column 'x': 'value' text (warning) [CODE]. An error is not
 * marked as one. Bytes of the data are made visible. */
void diag_line(const struct finding *f, struct buf *out);

#endif
