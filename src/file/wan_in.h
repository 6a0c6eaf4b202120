/*
 * wan_in.h - tables of services (wan-load)
 *
 * The columns are those of model/wan_service.cols.h; the names that the table
 * of 2010 has in its published copies mean the same: size_bytes_inc_padding is
 * bytes, size_minus_96 payload_bytes, inferred_payload a note. What wan-load
 * computes may stand in the table, as in its own output, and is not read.
 *
 *	struct wan_services s = WAN_SERVICES_INIT;
 *	ok = wan_services_read(&s, path, &limits, &diag, &source, &system);
 *	wan_services_release(&s);
 *
 * Several tables may be read into one. Findings LOAD001 to LOAD009, LOAD052 to
 * LOAD056, LOAD058. `file` of the services is the name of the last one.
 */
#ifndef FILE_WAN_IN_H
#define FILE_WAN_IN_H

#include "file/rows.h"
#include "model/wan.h"

bool wan_services_read(struct wan_services *s, const char *path,
		       const struct input_limits *limits, struct diag *d,
		       struct rows_source *source, bool *system);

#endif
