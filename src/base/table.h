/*
 * table.h - what a table looks like: one description, many uses
 *
 * Every format of the suite is described once, as rows of a column table
 * (src/model/NAME.cols.h). From that description come the check of a header
 * with nearest-name hints, reading, every writer, --list-columns and the
 * FIELDS list of the section 5 page.
 *
 * A cell is always text, a span. Its column's type says what the text must
 * be and how JSON shows it:
 *
 *   TEXT     anything                         "string"
 *   COUNT    digits, or blank                 number, or "" when blank
 *   PERCENT  digits with two decimals         number, or "" when blank
 *   DATE     YYYY-MM-DD, or blank             "string"
 *   ENUM     one of `values`, any case        "string"
 *
 * Binding a header:
 *
 *	struct table_binding b;
 *	if (!table_bind(&b, &rfi_wide, names, n, &renames, &diag, file, 1))
 *		...				(findings say why)
 *	cell = table_cell(&b, row, RFI_SMSO);	(blank if not in the file)
 *	table_binding_release(&b);
 *
 * Names match in any letter case, blanks at the ends do not count. A missing
 * required column is an error (code 007 of the format's family) with the
 * nearest name present, an unknown one a note (008) with the nearest name
 * known, a name given twice an error (009). A binding is to be released even
 * when table_bind() said no.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdbool.h>
#include "base/diag.h"
#include "base/span.h"

enum table_type { TABLE_TEXT, TABLE_COUNT, TABLE_PERCENT, TABLE_DATE,
		  TABLE_ENUM };

enum { TABLE_REQUIRED = 1, TABLE_OPTIONAL = 2 };

struct table_column {
	const char *name;
	enum table_type type;
	const char *values;	/* ENUM: "Y|N|?"; else "" */
	unsigned flags;
	const char *help;	/* one line for --list-columns */
};

struct table_format {
	const char *schema;	/* "dmc-tally/1" */
	const char *const *codes;	/* TABLE_CODES("RFI") */
	const struct table_column *columns;
	unsigned count;
};

/* Codes that every family has: the family's letters and these numbers. */
enum table_code {
	TABLE_UNREADABLE = 1,	/* a record that is not CSV or JSON */
	TABLE_WIDTH = 2,	/* fewer or more cells than the header */
	TABLE_ENCODING = 3,	/* not UTF-8, or a NUL */
	TABLE_NOT_COUNT = 4,
	TABLE_NOT_DATE = 5,
	TABLE_NOT_VALUE = 6,	/* outside an enumeration */
	TABLE_MISSING = 7,	/* a required column */
	TABLE_UNKNOWN = 8,	/* a column nobody knows: a note */
	TABLE_TWICE = 9,	/* a column named twice */
};

/* The ten codes of a family, for the `codes` of a format at file scope:
 * f->codes[TABLE_NOT_COUNT] is "RFI004". */
#define TABLE_CODES(family) (const char *const[]){ NULL, \
	family "001", family "002", family "003", family "004", family "005", \
	family "006", family "007", family "008", family "009" }

/* At file scope: the columns of name_columns as the format name_format. */
#define TABLE_FORMAT(name, schema_name, family_codes) \
	const struct table_format name##_format = { \
		.schema = schema_name, \
		.codes = family_codes, \
		.columns = name##_columns, \
		.count = sizeof(name##_columns) / sizeof(name##_columns[0]), \
	}

#define TABLE_ABSENT	UINT32_MAX

struct table_binding {
	const struct table_format *format;
	uint32_t *at;		/* by column of the format: place in the file,
				   or TABLE_ABSENT */
	uint32_t width;		/* cells a row of the file must have */
};

struct table_rename {		/* --map: from, to; both are names */
	struct span from, to;
};

struct table_renames {
	const struct table_rename *v;
	size_t n;
};

bool table_bind(struct table_binding *b, const struct table_format *f,
		const struct span *names, size_t n,
		const struct table_renames *renames, struct diag *d,
		const char *file, uint64_t line);
/* The same for the members of JSON objects: an unknown one is an error. */
bool table_bind_members(struct table_binding *b, const struct table_format *f,
			const struct span *names, size_t n,
			const struct table_renames *renames, struct diag *d,
			const char *file, uint64_t line);
void table_binding_release(struct table_binding *b);
struct span table_cell(const struct table_binding *b, const struct span *row,
		       unsigned column);

/* The column of that name (any case), or TABLE_ABSENT. */
uint32_t table_find(const struct table_format *f, struct span name);

/* The nearest name at most a third of its letters away, or NULL. */
const char *table_nearest(const struct table_format *f, struct span name);

/* Is the text in the column's domain? Blank is, except where REQUIRED asks
 * for a column to be present: presence is not the cell's business. For ENUM
 * *canonical gets the listed spelling, else the text. The text is taken as it
 * is: who forgives blanks at the ends trims first. *why is TABLE_NOT_COUNT
 * for a PERCENT too. canonical and why may be NULL. */
bool table_valid(const struct table_column *c, struct span text,
		 struct span *canonical, enum table_code *why);

#endif
