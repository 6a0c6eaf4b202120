#include "file/codec.h"

#include "file/duis.h"

static bool duis_check(struct span bytes, const char *file, struct diag *d)
{
	struct duis_doc *doc = duis_read(bytes, file, d);
	const bool good = doc != NULL;

	duis_doc_free(doc);
	return good;
}

static const struct codec codecs[] = {
	{ "duis", "application/xml", "5[.][0-9]", duis_write, duis_check },
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
