/*
 * codes.h - the finding codes of the suite
 *
 * One table, codes.def.h, says of every code how severe it is, what causes
 * it and what to do; the DIAGNOSTICS of the man pages are made from it. A
 * caller names the code and the place, and gets the severity from the table:
 *
 *	code_find(&diag, RFI010, &(struct code_place){ .file = name,
 *		  .line = row.line, .column = "smso" },
 *		  "is blank; every row is counted under its SMSO");
 *
 * The text continues the quoted value where there is one (base/diag.h).
 */
#ifndef MODEL_CODES_H
#define MODEL_CODES_H

#include "base/diag.h"

enum code {
#define CODE(name, severity, cause, remedy) name,
#include "model/codes.def.h"
#undef CODE
	CODES
};

struct code_info {
	const char *name;
	enum diag_severity severity;
	const char *cause;
	const char *remedy;
};

extern const struct code_info code_table[CODES];

struct code_place {
	const char *file;	/* NULL: no one file */
	uint64_t line;		/* 0: no line */
	uint32_t position;	/* of the column in the file, from 1; 0: none */
	const char *column;	/* NULL: none */
	const struct span *value;	/* NULL: none */
};

void code_find(struct diag *d, enum code code, const struct code_place *at,
	       const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The row of a code by its name ("RFI004"); BUG if there is none. */
const struct code_info *code_named(const char *name);

#endif
