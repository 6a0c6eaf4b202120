/* The register is short and the questions repeat: a walk for each new one. */
#include "engine/ppcl_firmware.h"

#include <string.h>

#include "base/date.h"
#include "engine/canon.h"
#include "engine/ppcl_key.h"
#include "model/codes.h"

void ppcl_firmware_init(struct ppcl_firmware *f,
			const struct firmware_register *reg, int32_t as_of,
			struct diag *d)
{
	memset(f, 0, sizeof(*f));
	f->asked = (struct intern)INTERN_INIT;
	f->reg = reg;
	f->as_of = as_of;
	f->d = d;
}

static bool is_for(const struct ppcl_firmware *f,
		   const struct firmware_image *i, enum device d,
		   const struct release_row *row)
{
	const struct span *cell = &row->cell[release_column(d, 0)];

	return i->device == d && canon_eq(i->model, cell[RELEASE_MODEL]) &&
	       canon_eq(i->manufacturer, cell[RELEASE_MAKER]) &&
	       (i->smso.n == 0 || canon_eq(i->smso, row->cell[PPCL_SMSO])) &&
	       (f->as_of == DATE_NONE || i->from <= f->as_of);
}

/* Above 0: a stands before b. */
static int prefer(const struct firmware_image *a,
		  const struct firmware_image *b)
{
	if (a->final != b->final)
		return a->final ? 1 : -1;
	if ((a->smso.n == 0) != (b->smso.n == 0))
		return a->smso.n ? 1 : -1;
	if (a->from != b->from)
		return a->from > b->from ? 1 : -1;
	return 0;
}

static void reject(struct ppcl_firmware *f, const struct firmware_image *a,
		   const struct firmware_image *b)
{
	code_find(f->d, PPCL026, &(struct code_place){ .file = f->reg->file,
		.line = a->line, .column = "fw_version",
		.value = &a->fw_version },
		"and '" SPAN_F "' of line %llu are both the newest %s of "
		SPAN_F, SPAN_A(b->fw_version), (unsigned long long)b->line,
		a->final ? "final image" : "candidate", SPAN_A(a->model));
}

static const struct firmware_image *look_up(struct ppcl_firmware *f,
		enum device d, const struct release_row *row)
{
	const unsigned column = release_column(d, RELEASE_FIRMWARE);
	const struct firmware_image *best = NULL, *tied = NULL;

	for (size_t i = 0; f->reg && i < f->reg->images.n; i++) {
		const struct firmware_image *image = &f->reg->images.v[i];
		int before;

		if (!is_for(f, image, d, row))
			continue;
		before = best ? prefer(image, best) : 1;
		if (before > 0) {
			best = image;
			tied = NULL;
		} else if (before == 0 && !ppcl_same(column,
				image->fw_version, best->fw_version)) {
			tied = image;
		}
	}
	if (tied)
		reject(f, tied, best);
	return best;
}

const struct firmware_image *ppcl_firmware_choose(struct ppcl_firmware *f,
		enum device d, const struct release_row *row)
{
	const unsigned c = release_column(d, 0);
	uint32_t id;
	bool fresh;

	buf_clear(&f->key);
	buf_addf(&f->key, "%u", (unsigned)d);
	ppcl_key_add(&f->key, row, PPCL_BIT(c) | PPCL_BIT(c + 1) |
				   PPCL_BIT(PPCL_SMSO));
	id = intern_put(&f->asked, buf_span(&f->key), &fresh);
	if (fresh)
		vec_push(&f->answer, look_up(f, d, row));
	return f->answer.v[id];
}

bool ppcl_firmware_final(const struct ppcl_firmware *f, enum device d,
			 const struct release_row *row, struct span version)
{
	const unsigned column = release_column(d, RELEASE_FIRMWARE);

	for (size_t i = 0; f->reg && i < f->reg->images.n; i++) {
		const struct firmware_image *image = &f->reg->images.v[i];

		if (image->final && is_for(f, image, d, row) &&
		    ppcl_same(column, image->fw_version, version))
			return true;
	}
	return false;
}

void ppcl_firmware_release(struct ppcl_firmware *f)
{
	intern_release(&f->asked);
	vec_release(&f->answer);
	buf_release(&f->key);
}
