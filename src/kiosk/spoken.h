#ifndef SRC_KIOSK_SPOKEN_H
#define SRC_KIOSK_SPOKEN_H

#include "kiosk/kiosk.h"

/* The numeric keypad of a kiosk that is used without sight. Ten keys do all, and * ends the visit:
 *
 *     7 首页        8 上一项（文章里：上一句）  9 朗读、暂停
 *     4 左边的按钮  5 打开、确定               6 右边的按钮
 *     1 再说一遍    2 下一项（文章里：下一句）  3 下一篇
 *                   0 返回
 */

/* Does what a digit is for, or returns an action that does. */
enum action spoken_digit(struct kiosk *kiosk, unsigned digit);

/* Notes a key before kiosk_wake(). Returns false if it only begins the visit. */
bool spoken_begin(struct kiosk *kiosk);

#endif
