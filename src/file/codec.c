#include "file/codec.h"

#include "file/codec_duis.h"
#include "file/duis.h"

static const struct codec codecs[] = {
	{ "duis", "application/xml", "5[.][0-9]", duis_write,
	  codec_duis_check, codec_duis_read },
};

enum { CODECS = sizeof(codecs) / sizeof(codecs[0]) };

const struct codec *codec_named(struct span name)
{
	for (size_t i = 0; i < CODECS; i++) {
		if (span_eq_nocase(name, span_of(codecs[i].name)))
			return &codecs[i];
	}
	return NULL;
}

void codec_names(struct buf *out)
{
	for (size_t i = 0; i < CODECS; i++)
		buf_addf(out, "%s%s", i ? ", " : "", codecs[i].name);
}

const char *codec_verdict_name(enum codec_verdict v)
{
	static const char *const names[] = { "not judged", "good", "bad",
					     "absent" };

	return names[v];
}
