/*
 * load_devices.h - a large plain file of devices into the estate
 *
 * The device layout by the scanner: what a row says but for the two ids is
 * its key, and an installation is the set of keys of its rows. Rows are
 * spread by installation id and joined in parts (file/spread.h); what a set
 * of keys means is asked of engine/join.h once for each set.
 *
 *	if (!load_devices(&fast, l, names, n, &binding, &progress))
 *		...join_row()...
 *
 * False, and nothing has been added: the careful reader is to read the file.
 * That is so for all that load_fast.h leaves to it, and for what join.h has
 * an error for; for rows of an installation that spell the same differently;
 * a device id that comes twice; and ids that are not all decimal numbers, or
 * EUI-64 in one spelling (base/idcode.h).
 *
 * Memory: 9 bytes a device, and 7 where it has an id. Where that is more than
 * l->memory the file is read in several rounds, each for some of the ids.
 */
#ifndef TOOLS_LOAD_DEVICES_H
#define TOOLS_LOAD_DEVICES_H

#include "tools/load_fast.h"

bool load_devices(struct load_fast *f, struct load *l,
		  const struct span *names, size_t n,
		  const struct table_binding *b, struct progress *p);

#endif
