/*
 * printed.h - a release in the layout in which the DCC publishes it
 *
 * One column a combination, one row an attribute: the version row (with the
 * meter maker above each column), PPC ID, fuel type, models and firmware of
 * gas meter, electricity meter, hub and display, and the share of the list
 * in the middle column. SMSO, WAN provider and hub maker are not printed.
 *
 *	printed_write(&release, sink, &options);
 *
 * Kinds: csv, tsv, md and table. As CSV this is, byte for byte and footnote
 * marks apart, Table 3 of the selection paper of September 2019.
 */
#ifndef FILE_PRINTED_H
#define FILE_PRINTED_H

#include "file/table_out.h"
#include "model/release.h"

void printed_write(const struct release *r, struct sink *sink,
		   const struct table_out_options *options);

#endif
