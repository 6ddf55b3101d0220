package k
import ("testing";"fmt";"gonum.org/v1/gonum/blas";"gonum.org/v1/gonum/blas/blas32")
func g(r,c int) blas32.General { x:=blas32.General{Rows:r,Cols:c,Stride:c,Data:make([]float32,r*c)}; for i:=range x.Data{x.Data[i]=float32(i%7)-3.5}; return x}
func BenchmarkK(b *testing.B){
 for _,s:=range [][3]int{{512,64,1500},{512,64,192},{512,64,256},{512,256,64},{512,1500,64},{64,192,64},{64,512,64},{64,16,64},{64,64,16}} {
  m,k,n:=s[0],s[1],s[2]
  f:=func(name string, tA,tB blas.Transpose, A,B blas32.General){ C:=g(m,n)
   b.Run(fmt.Sprintf("%s/%dx%dx%d",name,m,k,n),func(b *testing.B){ for b.Loop(){ blas32.Gemm(tA,tB,1,A,B,0,C)}
   b.ReportMetric(2*float64(m*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9,"GF")})
   if n>=64 { b.Run(fmt.Sprintf("%s-tile/%dx%dx%d",name,m,k,n),func(b *testing.B){ for b.Loop(){
     const tm,tn=64,192
     for i:=0;i<m;i+=tm { im:=min(tm,m-i); for j:=0;j<n;j+=tn { jn:=min(tn,n-j)
      a:=A; if tA==blas.NoTrans { a.Data=A.Data[i*A.Stride:]; a.Rows=im } else { a.Data=A.Data[i:]; a.Cols=im }
      bb:=B; if tB==blas.NoTrans { bb.Data=B.Data[j:]; bb.Cols=jn } else { bb.Data=B.Data[j*B.Stride:]; bb.Rows=jn}
      c:=C; c.Data=C.Data[i*C.Stride+j:]; c.Rows=im; c.Cols=jn
      blas32.Gemm(tA,tB,1,a,bb,0,c)}}}
   b.ReportMetric(2*float64(m*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9,"GF")})}
  }
  f("NN",blas.NoTrans,blas.NoTrans,g(m,k),g(k,n))
  f("NT",blas.NoTrans,blas.Trans,g(m,k),g(n,k))
  f("TN",blas.Trans,blas.NoTrans,g(k,m),g(k,n))
 }
}
