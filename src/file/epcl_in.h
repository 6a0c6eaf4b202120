/*
 * epcl_in.h - the Eligible list read back
 *
 * A table with a column `date_first_added` is an Eligible list; any tabular
 * kind, in any order of rows and columns. The rows are sorted by the number
 * in the id.
 *
 *	struct epcl e = EPCL_INIT;
 *	ok = epcl_read(&e, path, &limits, &diag, &source, &system);
 *
 * Rejected, with a finding (codes EPCL) for each: TBC or a blank in a cell
 * that the list must state, an id twice, a date that is none, a ground that
 * is none of the three, an entry by equivalence without its reference, a
 * digest that is none, a JSON document of another kind.
 */
#ifndef FILE_EPCL_IN_H
#define FILE_EPCL_IN_H

#include "file/rows.h"
#include "model/epcl.h"

bool epcl_in_is(const struct span *names, size_t n);
bool epcl_read(struct epcl *e, const char *path,
	       const struct input_limits *limits, struct diag *d,
	       struct rows_source *source, bool *system);

/* The same of rows whose header has been seen and is n names on that line. */
bool epcl_read_rows(struct epcl *e, struct rows *r, const struct span *names,
		    size_t n, uint64_t line, struct diag *d);

#endif
