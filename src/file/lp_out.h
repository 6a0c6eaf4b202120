/*
 * lp_out.h - a linear programme as an MPS file, for another solver
 *
 * Free MPS: names without blanks, fields apart by one. Rows are R0, R1, ...,
 * columns C0, C1, ..., the objective COST, to be minimised. Numbers have 17
 * significant digits, so that what is read back is what was written. Both of
 * these read it:
 *
 *	clp FILE -solve -quit
 *	glpsol --freemps FILE
 *
 * Bounds that are the format's own (from 0, without end) are not written.
 */
#ifndef FILE_LP_OUT_H
#define FILE_LP_OUT_H

#include "base/sink.h"
#include "model/linear.h"

void lp_write(struct sink *s, const struct linear *l, const char *name);

#endif
