/*
 * srv_in.h - what a campaign knows better than the catalogue
 *
 * Reads a table with the columns of model/catalogue.cols.h over a catalogue:
 * each row replaces the facts whose cells are not blank. Much of the
 * built-in catalogue is inference where no text was at hand (model/srv.h);
 * this is where the list of a real campaign goes.
 *
 *	struct srv_catalogue c;
 *
 *	srv_catalogue_init(&c);
 *	if (!srv_in_read("facts.csv", &limits, &diag, &c, &source, &system))
 *		...			(findings say why; or *system)
 *
 * After a rejection the catalogue may hold some of the rows.
 */
#ifndef FILE_SRV_IN_H
#define FILE_SRV_IN_H

#include "file/rows.h"
#include "model/srv.h"

bool srv_in_read(const char *path, const struct input_limits *limits,
		 struct diag *d, struct srv_catalogue *c,
		 struct rows_source *source, bool *system);

#endif
