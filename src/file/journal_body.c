/*
 * Bodies, once each. They are packed as sqlar_compress() of the sqlite3
 * program does it: by zlib, or as they are where that is not smaller; so
 * sqlar_uncompress(packed, bytes) shows one.
 */
#include "file/journal_room.h"

#include <string.h>

#include "base/mem.h"

#define SHA_BYTES	32
#define PACK_LEVEL	3		/* messages are short and alike */

static unsigned nibble(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static void digest(struct span bytes, unsigned char sha[SHA_BYTES])
{
	char hex[SHA256_TEXT];
	struct sha256 h;

	sha256_init(&h);
	sha256_add(&h, bytes.p, bytes.n);
	sha256_hex(&h, hex);
	for (size_t i = 0; i < SHA_BYTES; i++)
		sha[i] = (unsigned char)(nibble(hex[2 * i]) << 4 |
					 nibble(hex[2 * i + 1]));
}

void journal_sha_text(struct span sha, char text[SHA256_TEXT])
{
	static const char digits[] = "0123456789abcdef";

	text[0] = '\0';
	if (sha.n != SHA_BYTES)
		return;
	for (size_t i = 0; i < SHA_BYTES; i++) {
		const unsigned char c = (unsigned char)sha.p[i];

		text[2 * i] = digits[c >> 4];
		text[2 * i + 1] = digits[c & 15];
	}
	text[SHA256_TEXT - 1] = '\0';
}

/* The packed form, in j->packed. */
static struct span pack(struct journal *j, struct span bytes)
{
	size_t bound;

	if (!j->can_pack) {
		if (deflateInit(&j->pack, PACK_LEVEL) != Z_OK)
			mem_exhausted(0);
		j->can_pack = true;
	} else {
		deflateReset(&j->pack);
	}
	if (bytes.n > UINT32_MAX / 2)
		return bytes;
	bound = deflateBound(&j->pack, (uLong)bytes.n);
	buf_clear(&j->packed);
	j->pack.next_in = (Bytef *)(uintptr_t)bytes.p;
	j->pack.avail_in = (uInt)bytes.n;
	j->pack.next_out = (Bytef *)buf_room(&j->packed, bound);
	j->pack.avail_out = (uInt)bound;
	if (deflate(&j->pack, Z_FINISH) != Z_STREAM_END)
		return bytes;
	j->packed.n = bound - j->pack.avail_out;
	return j->packed.n < bytes.n ? buf_span(&j->packed) : bytes;
}

bool journal_body_unpack(struct span packed, uint64_t bytes, struct buf *to)
{
	uLongf n = (uLongf)bytes;
	char *room;

	if (packed.n == bytes) {
		buf_add(to, packed);
		return true;
	}
	/* no packing of zlib is better than 1,032 to 1 */
	if (bytes < packed.n || bytes / 1040 > packed.n)
		return false;
	room = buf_room(to, (size_t)bytes);
	if (uncompress((Bytef *)room, &n, (const Bytef *)packed.p,
		       (uLong)packed.n) != Z_OK || n != bytes)
		return false;
	to->n += n;
	return true;
}

bool journal_body_whole(struct journal *j, struct get *g, struct buf *bytes,
			char sha256[SHA256_TEXT])
{
	char sum[SHA256_TEXT];
	struct sha256 h;
	uint64_t n;

	journal_sha_text(get_bytes(g), sha256);
	n = get_u64(g);
	buf_clear(bytes);
	sha256_init(&h);
	if (journal_body_unpack(get_bytes(g), n, bytes))
		sha256_add(&h, bytes->p, bytes->n);
	sha256_hex(&h, sum);
	if (span_eq(span_of(sum), span_of(sha256)))
		return true;
	journal_damaged(j, "the body %s is not what it was", sha256);
	return false;
}

static uint64_t find(struct journal *j, const unsigned char *sha)
{
	struct put p = put_begin(j, SQL_BODY_FIND);
	struct get g;
	uint64_t number = 0;

	put_blob(&p, sha, SHA_BYTES);
	g = get_put(&p);
	if (get_row(&g))
		number = get_u64(&g);
	get_end(&g);
	return number;
}

uint64_t journal_body_put_any(struct journal *j, struct span bytes)
{
	unsigned char sha[SHA_BYTES];
	uint64_t number;
	struct span packed;
	struct put p;

	digest(bytes, sha);
	number = find(j, sha);
	if (number || journal_failed(j))
		return number;
	p = put_begin(j, SQL_BODY_ADD);
	put_blob(&p, sha, SHA_BYTES);
	put_u64(&p, bytes.n);
	put_done(&p);
	if (journal_failed(j))
		return 0;
	number = (uint64_t)sqlite3_last_insert_rowid(j->db);
	packed = pack(j, bytes);
	p = put_begin(j, SQL_CONTENT_ADD);
	put_u64(&p, number);
	put_blob(&p, packed.p, packed.n);
	put_done(&p);
	return number;
}

uint64_t journal_body_put(struct journal *j, struct span bytes)
{
	return bytes.n ? journal_body_put_any(j, bytes) : 0;
}

bool journal_body(struct journal *j, uint64_t number, struct buf *bytes)
{
	struct put p = put_begin(j, SQL_BODY_GET);
	struct get g;
	bool there;

	put_u64(&p, number);
	g = get_put(&p);
	there = get_row(&g);
	if (there) {
		const uint64_t n = get_u64(&g);

		there = journal_body_unpack(get_bytes(&g), n, bytes);
		if (!there)
			journal_damaged(j, "a body cannot be unpacked");
	}
	get_end(&g);
	return there;
}

void journal_body_release(struct journal *j)
{
	if (j->can_pack)
		deflateEnd(&j->pack);
	buf_release(&j->packed);
}
