/*
 * inventory_scan.h - rows of scanned files, read again
 *
 *	inventory_scan_claims(inv);		(before across_finish)
 *	inventory_scan_write(inv, part, &t);
 *
 * A CSV or TSV line is a mould of its kind with three holes, the cells of
 * the row itself; threads fill them. In other formats rows are written one
 * by one. Memory: about 400 bytes a key of the file at hand.
 */
#ifndef TOOLS_INVENTORY_SCAN_H
#define TOOLS_INVENTORY_SCAN_H

#include "tools/inventory.h"

/* Tells inv->across which installations of scanned files other files have,
 * too. False: a file has changed meanwhile. */
bool inventory_scan_claims(struct inventory *inv);
/* False: the file has changed meanwhile. */
bool inventory_scan_write(struct inventory *inv,
			  const struct inventory_part *part,
			  struct table_out *t);

#endif
