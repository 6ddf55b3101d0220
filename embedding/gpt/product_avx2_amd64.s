//go:build avx2

#include "textflag.h"

// The sums of a tile of 6×16 numbers are Y0 to Y11, two registers a row. R9 and
// R10 walk along the first and the fourth of six rows of x, which are R11 bytes
// apart, by SI bytes a step, and BX down the rows of w by R8.

// STEP adds the products of one summed index.
#define STEP \
	VMOVUPS      (BX), Y12      \
	VMOVUPS      32(BX), Y13   \
	VBROADCASTSS (R9), Y14            \
	VBROADCASTSS (R9)(R11*1), Y15     \
	VFMADD231PS  Y12, Y14, Y0         \
	VFMADD231PS  Y13, Y14, Y1         \
	VFMADD231PS  Y12, Y15, Y2         \
	VFMADD231PS  Y13, Y15, Y3         \
	VBROADCASTSS (R9)(R11*2), Y14     \
	VBROADCASTSS (R10), Y15           \
	VFMADD231PS  Y12, Y14, Y4         \
	VFMADD231PS  Y13, Y14, Y5         \
	VFMADD231PS  Y12, Y15, Y6         \
	VFMADD231PS  Y13, Y15, Y7         \
	VBROADCASTSS (R10)(R11*1), Y14    \
	VBROADCASTSS (R10)(R11*2), Y15    \
	ADDQ         SI, R9               \
	ADDQ         SI, R10              \
	ADDQ         R8, BX               \
	VFMADD231PS  Y12, Y14, Y8         \
	VFMADD231PS  Y13, Y14, Y9         \
	VFMADD231PS  Y12, Y15, Y10        \
	VFMADD231PS  Y13, Y15, Y11

// SET writes a row, ADD writes it plus beta (Y13) times what was there; alpha is
// Y12. DI walks down the rows of y, DX bytes apart.
#define SET(left, right) \
	VMULPS  Y12, left, left   \
	VMULPS  Y12, right, right \
	VMOVUPS left, (DI)        \
	VMOVUPS right, 32(DI)     \
	ADDQ    DX, DI

#define ADD(left, right) \
	VMULPS      Y12, left, left       \
	VMULPS      Y12, right, right     \
	VFMADD231PS (DI), Y13, left       \
	VFMADD231PS 32(DI), Y13, right    \
	VMOVUPS     left, (DI)            \
	VMOVUPS     right, 32(DI)         \
	ADDQ        DX, DI

// func tile(depth int, alpha float32, x *float32, xDown, xAcross int, w *float32, wDown int, beta float32, y *float32, yDown int)
TEXT ·tile(SB), NOSPLIT, $0-80
	MOVQ depth+0(FP), CX
	MOVQ x+16(FP), R9
	MOVQ xDown+24(FP), R11
	MOVQ xAcross+32(FP), SI
	MOVQ w+40(FP), BX
	MOVQ wDown+48(FP), R8
	MOVQ y+64(FP), DI
	MOVQ yDown+72(FP), DX
	SHLQ $2, R8
	SHLQ $2, R11
	SHLQ $2, SI
	SHLQ $2, DX
	LEAQ (R11)(R11*2), R10
	ADDQ R9, R10

	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
	VXORPS Y8, Y8, Y8
	VXORPS Y9, Y9, Y9
	VXORPS Y10, Y10, Y10
	VXORPS Y11, Y11, Y11

	SUBQ $4, CX
	JLT  ones

fours:
	STEP
	STEP
	STEP
	STEP
	SUBQ $4, CX
	JGE  fours

ones:
	ADDQ $4, CX
	JZ   write

one:
	STEP
	DECQ CX
	JNZ  one

write:
	VBROADCASTSS alpha+8(FP), Y12
	VBROADCASTSS beta+56(FP), Y13
	VXORPS       X14, X14, X14
	VUCOMISS     X14, X13
	JEQ          set
	ADD(Y0, Y1)
	ADD(Y2, Y3)
	ADD(Y4, Y5)
	ADD(Y6, Y7)
	ADD(Y8, Y9)
	ADD(Y10, Y11)
	VZEROUPPER
	RET

set:
	SET(Y0, Y1)
	SET(Y2, Y3)
	SET(Y4, Y5)
	SET(Y6, Y7)
	SET(Y8, Y9)
	SET(Y10, Y11)
	VZEROUPPER
	RET
