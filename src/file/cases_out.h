/*
 * cases_out.h - test cases as rows of sit-cases(5)
 *
 *	cases_out_cells(c, &scratch, cells);
 *	table_out_row(&t, cells);
 */
#ifndef FILE_CASES_OUT_H
#define FILE_CASES_OUT_H

#include "model/testcase.h"

/* Cells live as long as the case and the arena. */
void cases_out_cells(const struct testcase *c, struct arena *a,
		     struct span cells[CASES_COLUMNS]);

#endif
