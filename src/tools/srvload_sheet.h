/*
 * srvload_sheet.h - a sheet written in the format that was asked for
 *
 *	status = srvload_sheet(&frame, &sheet, PROG_OK);
 */
#ifndef TOOLS_SRVLOAD_SHEET_H
#define TOOLS_SRVLOAD_SHEET_H

#include "model/load_sheet.h"
#include "tools/frame.h"

int srvload_sheet(struct frame *f, const struct load_sheet *s, int status);

#endif
