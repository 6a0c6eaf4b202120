/*
 * join.h - devices into installations
 *
 * The device layout of a return has one row a device; this joins them on
 * installation_id into rows of the wide layout, one an installation, in
 * order of first appearance and with the line of the first row.
 *
 *	struct join *j = join_new(&check, &binding);
 *	join_row(j, cells, line);		(RFID_COLUMNS cells)
 *	n = join_finish(j);
 *	for (i = 0; i < n; i++)
 *		line = join_get(j, i, cells);	(RFI_COLUMNS cells)
 *	join_free(j);
 *
 * CHF fills ch, PPMID and IHD fill ppmid (a PPMID before an IHD); a GPF must
 * be of the installation's hub and is not carried. A device type without a
 * row is NONE, except the hub: blank, with a warning. What is said of the
 * installation may stand on any of its rows; rows that contradict each other
 * are an error, as are two devices of one kind, a device on two
 * installations, and a row without id or type. A blank fuel type is derived
 * from the meters.
 *
 * An installation with an error is refused: join_get() gives line 0.
 *
 * Memory: about 300 bytes an installation and 60 a device.
 */
#ifndef ENGINE_JOIN_H
#define ENGINE_JOIN_H

#include "base/table.h"
#include "engine/check.h"

struct join;

/* check: its diag, floor and file are used; both are kept. */
struct join *join_new(const struct check *c,
		      const struct table_binding *binding);
/* Is the column (RFID_...) said of the installation, not of a device? */
bool join_shares(unsigned column);
void join_row(struct join *j, const struct span *cells, uint64_t line);
size_t join_finish(struct join *j);
uint64_t join_get(const struct join *j, size_t installation,
		  struct span *cells);
/* Rows of refused installations. */
uint64_t join_refused(const struct join *j);
void join_free(struct join *j);

#endif
