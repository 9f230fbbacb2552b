/* A driver that keeps the rules, in C: cc -o right right.c */
#include "kit.h"

static int running;  /* drvAcquireItemData is on its way */
static int canceled; /* CANCEL_IO came in this transfer */

static const char *driver_claims(void) { return "Asynchronous"; }

static void driver_reset(void) { running = canceled = 0; }

/* A cancel while idle leaves nothing behind (D1). No waiting, and no lock either (D8). */
static void driver_cancel_io(void) {
  if (running) {
    canceled = 1;
    device_interrupt_read(); /* Nobody waits for the device any more (L5). */
  }
}

/* One read and what follows from it; S_OK to go on. */
static HRESULT_CODE transfer_band(int *last) {
  struct read read;
  device_submit_read();
  if (canceled) {
    device_interrupt_read(); /* The cancel came before there was a read to give up. */
  }
  read = device_await_read();
  if (canceled || read.result == READ_BUTTON) {
    return S_FALSE;
  }
  if (read.result == READ_FAULT) {
    return read.fault; /* the device's own code (D10) */
  }
  *last = read.result == READ_LAST_BAND;
  return callback(read.result == READ_NOT_READY ? NULL : &read); /* whatever it is (A8) */
}

/* There is one way out, and a device that has started is stopped on it (A3, A9, D6, D13). */
static HRESULT_CODE driver_acquire(int windows_me) {
  HRESULT_CODE code;
  int started, last = 0;
  running = 1;
  canceled = 0;
  code = device_try_start();
  started = code == S_OK;
  while (code == S_OK && !last && !canceled) {
    code = transfer_band(&last);
  }
  if ((code == S_OK || !started) && canceled) {
    code = S_FALSE; /* It came before the last band was acknowledged, or the start failed (L3). */
  }
  if (started) {
    device_stop();
  }
  running = 0;
  return code == S_FALSE && windows_me ? E_ABORT : code; /* A5, A7 */
}
