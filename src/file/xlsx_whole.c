/*
 * xlsx_whole.c - does a workbook hold its table?
 *
 * The library does not look whether its temporaries took what it wrote, so
 * a full disk would give a workbook that opens damaged, or not at all. Here
 * its members are unpacked again: the tags of each are balanced, and the
 * text between the tags of the sheet is the cells, byte for byte. The frozen
 * head has its selection, which alone the library leaves out in silence where
 * memory ends.
 */
#define ZLIB_CONST
#include "file/xlsx_room.h"

#include <zlib.h>

#define LOCAL		0x04034b50u	/* before a member */
#define CENTRAL		0x02014b50u	/* after the last one */
#define LOCAL_BYTES	30u
#define PART		16384u
#define ENTITY		8u
#define NAME		10u		/* "selection " */

struct reader {
	const struct xlsx_out *x;
	size_t at;			/* of the next cell */
	const char *text;		/* what is to come of this one */
	size_t left;
	bool sheet, good;
	bool in_tag;
	char tag[NAME];			/* the begin of its name */
	size_t tag_n;
	char last;			/* of the tag */
	unsigned selections;
	unsigned depth;
	char entity[ENTITY];		/* "&am" */
	size_t entity_n;
};

static void take_text(struct reader *r, char c)
{
	struct xlsx_mark mark;

	while (r->left == 0 && r->at < r->x->cells.n) {
		mark = xlsx_next(r->x, &r->at, &r->text);
		r->left = mark.bytes;
	}
	if (r->left == 0 || *r->text != c) {
		r->good = false;
		return;
	}
	r->text++;
	r->left--;
}

static void take_entity(struct reader *r, char c)
{
	static const struct {
		const char *name;
		char c;
	} known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		      { "&quot;", '"' } };

	r->entity[r->entity_n++] = c;
	for (size_t i = 0; c == ';' && i < sizeof(known) / sizeof(*known); i++)
		if (span_eq(span_make(r->entity, r->entity_n),
			    span_of(known[i].name))) {
			r->entity_n = 0;
			take_text(r, known[i].c);
			return;
		}
	r->good = c != ';' && r->entity_n < ENTITY;
}

static void end_tag(struct reader *r)
{
	r->in_tag = false;
	if (span_eq(span_make(r->tag, r->tag_n), SPAN("selection ")))
		r->selections++;
	if (r->tag[0] == '?' || r->last == '/')
		return;
	if (r->tag[0] != '/')
		r->depth++;
	else if (r->depth == 0)
		r->good = false;
	else
		r->depth--;
}

static void take(struct reader *r, const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n && r->good; i++) {
		const char c = (char)p[i];

		if (r->in_tag && c == '>') {
			end_tag(r);
		} else if (r->in_tag) {
			if (r->tag_n < NAME)
				r->tag[r->tag_n++] = c;
			r->last = c;
		} else if (c == '<') {
			r->in_tag = true;
			r->tag_n = 0;
			r->tag[0] = r->last = '\0';
		} else if (r->sheet && r->depth > 0) {
			if (r->entity_n || c == '&')
				take_entity(r, c);
			else
				take_text(r, c);
		}
	}
}

/* The bytes that were packed; 0: they do not unpack. */
static size_t unpack(struct reader *r, struct span packed)
{
	unsigned char part[PART];
	z_stream z = { .next_in = Z_NULL };
	size_t used = 0;
	int status = inflateInit2(&z, -MAX_WBITS);

	if (status != Z_OK)
		return 0;
	while (status == Z_OK && r->good) {
		const size_t left = packed.n - used;
		const uInt given = left < PART ? (uInt)left : PART;

		z.next_in = (const Bytef *)packed.p + used;
		z.avail_in = given;
		z.next_out = part;
		z.avail_out = PART;
		status = inflate(&z, Z_NO_FLUSH);
		used += given - z.avail_in;
		take(r, part, PART - z.avail_out);
	}
	inflateEnd(&z);
	return status == Z_STREAM_END ? used : 0;
}

static uint32_t number(const char *p, unsigned bytes)
{
	uint32_t v = 0;

	while (bytes--)
		v = v << 8 | (unsigned char)p[bytes];
	return v;
}

/* Moves on behind the member that lies at *at. */
static bool member(const struct xlsx_out *x, struct span file, size_t *at,
		   unsigned *sheets)
{
	struct reader r = { .x = x, .good = true };
	const char *p = file.p + *at;
	const size_t name_n = number(p + 26, 2);
	const size_t start = *at + LOCAL_BYTES + name_n + number(p + 28, 2);
	size_t used;

	if (start >= file.n)
		return false;
	r.sheet = span_eq(span_make(p + LOCAL_BYTES, name_n),
			  SPAN("xl/worksheets/sheet1.xml"));
	used = unpack(&r, span_from(file, start));
	*at = start + used;
	*sheets += r.sheet;
	if (r.sheet) {
		while (r.left == 0 && r.at < x->cells.n)
			r.left = xlsx_next(x, &r.at, &r.text).bytes;
		r.good = r.good && r.left == 0 && r.selections == 1;
	}
	return used > 0 && r.good && !r.in_tag && r.depth == 0;
}

bool xlsx_whole(const struct xlsx_out *x, struct span file)
{
	unsigned sheets = 0;
	size_t at = 0;

	while (file.n - at > LOCAL_BYTES && number(file.p + at, 4) == LOCAL)
		if (!member(x, file, &at, &sheets))
			return false;
	return sheets == 1 && file.n - at > LOCAL_BYTES &&
	       number(file.p + at, 4) == CENTRAL;
}
