/*
 * duis_params_in.h - parameters of a request as JSON
 *
 *	{ "ReadLogPeriod/StartDateTime": "$now-7d", "RequestType": "Add" }
 *
 * One object whose members are paths (model/duis_params.h) and whose values
 * are strings, numbers, true or false; a number keeps its spelling. It
 * usually stands in a cell of a table, so every finding gets the line of
 * the row and the column's name. A blank text is no parameters.
 *
 *	struct duis_params p = DUIS_PARAMS_INIT;
 *
 *	if (!duis_params_read(cell, &(struct code_place){ .file = "cases.csv",
 *			      .line = 12, .column = "parameters" }, &p, &d))
 *		...				(findings say why)
 *
 * Codes: DUIS001 for what is no JSON or names a member twice, DUIS002 for a
 * value of another type.
 */
#ifndef FILE_DUIS_PARAMS_IN_H
#define FILE_DUIS_PARAMS_IN_H

#include "model/codes.h"
#include "model/duis_params.h"

bool duis_params_read(struct span json, const struct code_place *at,
		      struct duis_params *p, struct diag *d);

#endif
