/*
 * codec_duis.h - the codec of DUIS: what its bytes say to a campaign
 *
 * The row "duis" of file/codec.h; see there.
 */
#ifndef FILE_CODEC_DUIS_H
#define FILE_CODEC_DUIS_H

#include "file/codec.h"

bool codec_duis_check(struct span bytes, const char *file, struct diag *d);
bool codec_duis_read(const struct codec_ask *ask, struct arena *a,
		     struct codec_facts *facts);

#endif
