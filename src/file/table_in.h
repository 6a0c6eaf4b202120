/*
 * table_in.h - a table of a fixed format, row by row, into what holds it
 *
 * The loop behind every small table of the suite: opens the file, binds the
 * header, checks each cell by its column's type, and hands the row to a
 * taker. What is wrong becomes findings, all of them in one pass.
 *
 *	static void take(struct table_in *t, const struct span *cells)
 *	{
 *		struct services *s = t->into;
 *		struct service_row row = { .line = t->line };
 *
 *		table_in_present(t, EPCL010, SERVICES_COL_SMSO, cells);
 *		table_in_count(t, SERVICES_COL_PER_DAY, cells, &row.per_day);
 *		if (!t->ok)
 *			return;
 *		row.smso = arena_span(&s->arena, cells[SERVICES_COL_SMSO]);
 *		vec_push(&s->rows, row);
 *	}
 *
 *	static const struct table_in_kind services = {
 *		&services_format, take, EPCL013, 0 };
 *	ok = table_in_read(&services, path, &limits, &diag, &s, &source,
 *			   &system);
 *
 * The taker is called for every record, also for one with a rejected cell
 * (t->ok is false then), so that it can report the rest of what is wrong
 * with it; it takes the row only if t->ok still holds at its end. Cells come
 * in the order of the format, without blanks at their ends (TABLE_IN_EXACT:
 * text cells as they are); an enumeration comes as it is listed. Cells die
 * with the call: a taker copies what it keeps into its own arena.
 *
 * False: the table was rejected (findings say why), or could not be read
 * (*system). `source` gets its name, rows and digest either way.
 */
#ifndef FILE_TABLE_IN_H
#define FILE_TABLE_IN_H

#include "base/table.h"
#include "file/rows.h"
#include "model/codes.h"

enum { TABLE_IN_EXACT = 1 };

struct table_in {
	struct diag *d;
	const char *file;		/* base name */
	uint64_t line;			/* of the record */
	const struct table_format *format;
	const struct table_binding *binding;
	bool ok;			/* nothing of the record rejected */
	void *into;
};

typedef void table_in_taker(struct table_in *t, const struct span *cells);

struct table_in_kind {
	const struct table_format *format;
	table_in_taker *take;
	enum code schema;		/* for JSON that says it is another */
	unsigned flags;
};

bool table_in_read(const struct table_in_kind *kind, const char *path,
		   const struct input_limits *limits, struct diag *d,
		   void *into, struct rows_source *source, bool *system);
/* The same for rows that are open and whose header has been read, where the
 * header told which kind it is; the caller closes them. */
bool table_in_rows(const struct table_in_kind *kind, struct rows *rows,
		   const struct span *names, size_t n, uint64_t line,
		   struct diag *d, void *into);

/* The same for records that are held elsewhere, with a cell for each column.
 * False: no more. Cells are replaced by what they are taken for. */
typedef bool table_in_next(void *from, struct span *cells, uint64_t *line);
bool table_in_given(const struct table_in_kind *kind, const char *file,
		    table_in_next *next, void *from, struct diag *d,
		    void *into);

/* A finding at the cell (value: as it stands), and t->ok is false. */
void table_in_reject(struct table_in *t, enum code code, unsigned column,
		     const struct span *cells, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* The same at the column without a value, or at the row (TABLE_ABSENT). */
void table_in_complain(struct table_in *t, enum code code, unsigned column,
		       const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* False with a finding: the cell is blank. */
bool table_in_present(struct table_in *t, enum code code, unsigned column,
		      const struct span *cells);

/* What a cell says. False: blank, *value is untouched; or not of the kind
 * (a finding). A decimal has at most `places` places and no sign; it comes
 * times 10^places. A value is the place in the list of the enumeration. */
bool table_in_count(struct table_in *t, unsigned column,
		    const struct span *cells, uint64_t *value);
bool table_in_day(struct table_in *t, unsigned column,
		  const struct span *cells, int32_t *day);
bool table_in_decimal(struct table_in *t, unsigned column,
		      const struct span *cells, unsigned places,
		      uint64_t *scaled);
bool table_in_value(struct table_in *t, unsigned column,
		    const struct span *cells, unsigned *value);

#endif
