/*
 * ppcl_out.h - a release written, wide, with its provenance
 *
 *	ppcl_write(&release, &made, sink, &options);
 *
 * CSV and the other row formats have the columns of ppcl.cols.h. JSON has
 * also: release, previous, as_of, capability, the list's share, last_id
 * (the highest number ever used in an id), inputs (name, sha256, rows),
 * options, rules, firmware (the image of each device model and its state),
 * and the number and digest of the rows.
 *
 * The digest of the rows is that of the release as wide CSV in canonical
 * order: sha256sum of the file that --format csv writes.
 */
#ifndef FILE_PPCL_OUT_H
#define FILE_PPCL_OUT_H

#include "base/sink.h"
#include "file/table_out.h"
#include "model/release.h"

struct ppcl_option {		/* as it was given */
	const char *name;
	struct span value;
};

struct ppcl_made {
	const struct ppcl_option *options;
	size_t n;
};

void ppcl_write(const struct release *r, const struct ppcl_made *made,
		struct sink *sink, const struct table_out_options *options);
void ppcl_digest(const struct release *r, char text[SHA256_TEXT]);

#endif
