//go:build avx2

#include "textflag.h"

// func greatest8(n int, row *float32) float32
TEXT ·greatest8(SB), NOSPLIT, $0-20
	MOVQ    n+0(FP), CX
	MOVQ    row+8(FP), DI
	VMOVUPS (DI), Y0

greatest:
	VMAXPS (DI), Y0, Y0
	ADDQ   $32, DI
	SUBQ   $8, CX
	JNZ    greatest

	VEXTRACTF128 $1, Y0, X1
	VMAXPS       X1, X0, X0
	VPERMILPS    $0x4e, X0, X1 // the other two
	VMAXPS       X1, X0, X0
	VPERMILPS    $0xb1, X0, X1 // the other one
	VMAXSS       X1, X0, X0
	VMOVSS       X0, ret+16(FP)
	VZEROUPPER
	RET

// func multiplyRow8(n int, factor float32, row *float32)
TEXT ·multiplyRow8(SB), NOSPLIT, $0-24
	MOVQ         n+0(FP), CX
	VBROADCASTSS factor+8(FP), Y0
	MOVQ         row+16(FP), DI

multiply:
	VMULPS  (DI), Y0, Y1
	VMOVUPS Y1, (DI)
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNZ     multiply

	VZEROUPPER
	RET
