/*
 * xlsx_none.c - no workbooks: what xlsx_make.c is without libxlsxwriter
 */
#include "file/xlsx_room.h"

bool xlsx_available(void)
{
	return false;
}

int xlsx_make(const struct xlsx_out *x, struct buf *why)
{
	(void)x;
	buf_add(why, SPAN("this build has no xlsx"));
	return -1;
}
